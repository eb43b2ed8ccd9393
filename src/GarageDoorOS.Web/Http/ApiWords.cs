namespace GarageDoorOS.Web.Http;

/// <summary>What the query of an API address may say: each word with its meaning, for the OpenAPI document.</summary>
public sealed record QueryWords(IReadOnlyDictionary<string, string> Words);

/// <summary>Which fields the JSON body of an API address may have; <paramref name="Shape"/> tells the type of each.</summary>
public sealed record BodyFields(Type Shape, IReadOnlyList<string> Fields);

/// <summary>The parts of the form that an API address takes, each with its meaning; <c>file</c> is one.</summary>
public sealed record FormParts(IReadOnlyDictionary<string, string> Parts);

/// <summary>The answer holds what is kept nowhere, such as a new key: it is not stored either, and a repetition does the work again.</summary>
public sealed record AnswersSecret;

/// <summary>The work waits for somebody outside of the house: no transaction waits with it, and a repetition does it again.</summary>
public sealed record AsksOutside;

public static class ApiWords
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, IReadOnlyDictionary<string, string> words) => route.WithMetadata(new QueryWords(words));

    public static RouteHandlerBuilder SendsForm(this RouteHandlerBuilder route, IReadOnlyDictionary<string, string> parts) => route.WithMetadata(new FormParts(parts));

    public static RouteHandlerBuilder Sends<T>(this RouteHandlerBuilder route, params IEnumerable<string> fields) => route.WithMetadata(new BodyFields(typeof(T), [.. fields]));
}
