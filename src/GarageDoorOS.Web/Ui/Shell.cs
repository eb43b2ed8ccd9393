using GarageDoorOS.Domain.Access;

namespace GarageDoorOS.Web.Ui;

/// <summary>What frames every page. <see cref="Token"/> is the antiforgery token of forms and of the meta tag that htmx sends. <see cref="UnseenNotices"/>: null for who gets none.</summary>
public sealed record Shell(AssetUrls Assets, string Token, string BusinessName, string UserName, Role? Role, string Path, bool HasOtherBusinesses = false, string? Country = null, int? UnseenNotices = null)
{
    /// <summary>Leads are nurtured here.</summary>
    public bool IsNurturing { get; init; }

    /// <summary>When the page was drawn, in milliseconds since 1970: what changes from then on it hears of. Null for who may not.</summary>
    public long? LiveSince { get; init; }

    /// <summary>Whoever looks can call from here.</summary>
    public bool IsCalling { get; init; }

    /// <summary>A page that offers nothing which would be refused.</summary>
    public bool May(Permission permission) => Role?.Allows(permission) ?? false;
}
