using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarageDoorOS.Web.Http;

/// <summary>What an answer tells the page to do besides swapping: show a toast, refresh the list.</summary>
public static class Triggers
{
    private const string Header = "HX-Trigger";

    /// <summary>Shows a passing message; <paramref name="undo"/> is the address that takes it back by POST, <paramref name="link"/> where it leads on.</summary>
    public static void Toast(this IHeaderDictionary headers, string message, string? undo = null, bool isError = false, (string Text, string Address)? link = null) =>
        headers.Trigger("toast", new JsonObject
        {
            ["message"] = message,
            ["undo"] = undo,
            ["isError"] = isError,
            ["link"] = link is { } to ? new JsonObject { ["text"] = to.Text, ["address"] = to.Address } : null,
        });

    public static void Trigger(this IHeaderDictionary headers, string name, JsonNode? with = null)
    {
        var all = headers[Header].ToString() is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];
        all[name] = with ?? true;
        headers[Header] = all.ToJsonString(JsonSerializerOptions.Web); // escapes all but ASCII: a header may hold nothing else
    }
}
