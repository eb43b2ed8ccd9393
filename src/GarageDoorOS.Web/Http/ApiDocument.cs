using System.Reflection;
using System.Text.RegularExpressions;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GarageDoorOS.Web.Http;

/// <summary>The OpenAPI document of the JSON API: what each address is called and wants, who may use it, and how every refusal looks.</summary>
public static partial class ApiDocument
{
    public const string Name = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = operation => operation.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Frame(document));
        options.AddOperationTransformer(Describe);
    });

    private static Task Frame(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Garage Door OS",
            Version = Name,
            Description = "Leads and customers of a garage-door business. Send an API key as «Authorization: Bearer gdo_…», or the browser's session together with the header RequestVerificationToken.",
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "gdo_…", Description = "An API key: a role in one business." },
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "gdo", Description = "The session of a browser; __Host-gdo where the site is https." },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = Problem();
        document.Security = [Needs(document, "bearer"), Needs(document, "cookie")];
        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Needs(OpenApiDocument document, string scheme) => new() { [new(scheme, document)] = [] };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "title", "status", "code", "detail", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["code"] = Text("A word for programs: not_found, invalid, stale, duplicate_customer …"),
            ["detail"] = Text("A sentence for people."),
            ["traceId"] = Text("What to tell whoever reads the log."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With 422: what is wrong with each field, keyed by its JSON path (phones[0].number).",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };

    private static OpenApiSchema Text(string says) => new() { Type = JsonSchemaType.String, Description = says };

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        var slice = NameOf(handler?.DeclaringType);
        if (operation.Summary is { } note) operation.Description = string.Join(' ', new[] { note, operation.Description }.OfType<string>());
        operation.Summary = Words().Replace(slice, m => m.Index == 0 ? m.Value : " " + m.Value.ToLowerInvariant());
        operation.OperationId ??= slice;
        if (metadata.OfType<BodyFields>().FirstOrDefault() is { } body) operation.RequestBody = await Sent(body, context, ct);
        if (metadata.OfType<FormParts>().FirstOrDefault() is { } form) operation.RequestBody = Sent(form);
        if (metadata.OfType<RouteAccess>().FirstOrDefault() is { IsOfBusiness: true } access)
            operation.Description = string.Join(' ', new[] { operation.Description, $"Needs {(access.Permission is { } permission ? permission.Word() : string.Join(" or ", access.AnyOf!.Select(p => p.Word())))}." }.OfType<string>());
        operation.Tags = new HashSet<OpenApiTagReference> { new(context.Description.RelativePath!.Split('/')[1], context.Document) };
        foreach (var (word, what) in metadata.OfType<QueryWords>().SelectMany(q => q.Words)) Parameter(operation, ParameterLocation.Query, word, what);
        foreach (var (header, why) in HeadersOf(context.Description)) Parameter(operation, ParameterLocation.Header, header, why);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Every answer from 400 up.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", context.Document) } },
        };
    }

    /// <summary>«AddChoice» of sources is AddSource, «ListWork» of estimates ListEstimate.</summary>
    private static string NameOf(Type? slice) => slice is { IsGenericType: true, GenericTypeArguments: [var of] }
        ? slice.Name[..slice.Name.IndexOf('`', StringComparison.Ordinal)].Replace("Choice", of.Name, StringComparison.Ordinal).Replace("Work", of.Name, StringComparison.Ordinal)
        : slice?.Name ?? "";

    private static void Parameter(OpenApiOperation operation, ParameterLocation place, string name, string what) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = place, Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    // Bodies are read field by field, so that all errors come at once; each field is as the answer shows it.
    private static async Task<OpenApiRequestBody> Sent(BodyFields body, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var shape = await context.GetOrCreateSchemaAsync(body.Shape, null, ct);
        var fields = body.Fields.ToDictionary(name => name, name => shape.Properties!.TryGetValue(name, out var field)
            ? field
            : throw new InvalidOperationException($"{body.Shape.Name} has no {name}."));
        return new()
        {
            Description = "Unknown fields are refused; on PUT what is left out stays as it is, and null or [] clears.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = fields } } },
        };
    }

    private static OpenApiRequestBody Sent(FormParts form) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = form.Parts.ToDictionary(
                        part => part.Key,
                        part => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Format = part.Key == "file" ? "binary" : null, Description = part.Value }),
                },
            },
        },
    };

    private static IEnumerable<(string Name, string Why)> HeadersOf(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description)
    {
        if (description.HttpMethod == "POST") yield return ("Idempotency-Key", "Sent again within 24 hours, it gets the first answer again and does nothing twice.");
        if (description.HttpMethod is "PUT" or "DELETE") yield return ("If-Match", "The version that the change starts from, such as \"7\"; or version in the body.");
    }

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
