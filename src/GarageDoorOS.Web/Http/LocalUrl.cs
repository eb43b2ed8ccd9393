namespace GarageDoorOS.Web.Http;

/// <summary>An address on this site, whatever was sent as one: a link may not lead people elsewhere after they signed in.</summary>
public static class LocalUrl
{
    private static readonly Uri Here = new("http://here.invalid");

    /// <summary>The path and query, escaped for a header; null where it is none of ours.</summary>
    public static string? Of(string? url)
    {
        if (url is not ['/', ..] || !Uri.TryCreate(Here, url, out var there) || there.Authority != Here.Authority || there.UserInfo.Length > 0) return null;
        // «/.//elsewhere» becomes «//elsewhere» once its dots are resolved.
        return there.PathAndQuery.StartsWith("//", StringComparison.Ordinal) ? null : there.PathAndQuery + there.Fragment;
    }
}
