using System.Buffers.Text;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Passkeys.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Shows a person their own passkeys, the oldest first, and whether there is a way in without their devices.</summary>
public sealed class ListPasskeys(UserManager<User> users, CurrentUser user)
{
    public sealed record Row(string Id, string Name, Instant CreatedAt);

    public sealed record Response(IReadOnlyList<Row> Passkeys, bool HasRecoveryCodes);

    public static async Task<IResult> FromPage(ListPasskeys list, CurrentBusiness business, IClock clock, Html html)
    {
        var (passkeys, hasRecoveryCodes) = await list.Handle();
        var zone = business.Id is null ? DateTimeZone.Utc : business.Zone;
        return html.Page<PasskeysPage>(new { Passkeys = passkeys, HasRecoveryCodes = hasRecoveryCodes, Zone = zone, Now = clock.GetCurrentInstant() });
    }

    public async Task<Response> Handle()
    {
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        var rows = (await users.GetPasskeysAsync(person)).Select(p => new Row(Base64Url.EncodeToString(p.CredentialId), p.Name ?? AddPasskey.Unnamed, Instant.FromDateTimeOffset(p.CreatedAt)));
        return new([.. rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id, StringComparer.Ordinal)], await users.CountRecoveryCodesAsync(person) > 0);
    }
}
