using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace GarageDoorOS.Web.Http;

/// <summary>
/// The JSON object that a request brought, read field by field: unknown fields and wrong types are gathered with all other errors.
/// Not JSON is 400, another content type 415, before a handler runs.
/// </summary>
public sealed class JsonBody
{
    private const int MaxDepth = 32;

    private JsonBody(JsonElement root) => Root = root;

    /// <summary>The object itself; anything but an object is refused as unreadable.</summary>
    public JsonElement Root { get; }

    public JsonFields Fields(FormErrors errors) => new(Root, "", errors);

    public static async ValueTask<JsonBody> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MatchesMediaType("application/json"))
            throw new BadHttpRequestException("Send application/json.", 415);
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new() { MaxDepth = MaxDepth }, context.RequestAborted);
            ReadNames(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone())
                : throw new BadHttpRequestException("Send one JSON object.", 400);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException("The body is not readable as JSON.", 400, broken);
        }
    }

    /// <summary>A name that is no text (half a surrogate pair, bytes that are no UTF-8) throws only when it is read: so all are, here.</summary>
    private static void ReadNames(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var element in json.EnumerateArray()) ReadNames(element);
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var property in json.EnumerateObject())
        {
            _ = property.Name;
            ReadNames(property.Value);
        }
    }
}
