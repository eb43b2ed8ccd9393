using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>How the phone of a person stands; null where nobody calls from here.</summary>
public sealed class ReadPhone(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary><paramref name="Number"/>: null where there is none. <paramref name="AwaitsCode"/>: one was said and can still be typed. <paramref name="IsPretended"/>: no phone rings in this business. <paramref name="IsOnDuty"/>: it rings when somebody calls.</summary>
    public sealed record Row(string? Number, bool IsVerified, bool AwaitsCode, bool IsPretended, bool IsOnDuty = false);

    public async Task<Row?> Handle(CancellationToken ct)
    {
        if (user.MemberId is not { } me || !business.IsCalling || !user.May(Permission.LeadsView)) return null;
        var isPretended = await db.TelephonyAccounts.AnyAsync(a => a.Vendor == TelephonyVendor.Pretend, ct);
        if (await db.MemberPhones.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == me, ct) is not { Number.Length: > 0 } phone) return new(null, false, false, isPretended);
        var awaitsCode = phone.CodeHash is not null && phone.CodeUntil > clock.GetCurrentInstant() && phone.Tries < MemberPhone.MostTries;
        return new(PhoneNumber.Read(phone.Number, business.PhoneCountry).Display(business.PhoneCountry), phone.IsVerified, awaitsCode, isPretended, phone.IsOnDuty);
    }
}
