using GarageDoorOS.Domain.Businesses;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

public static class Founding
{
    /// <summary>
    /// Makes a business with the lists that every business starts with, and enters it. Names are unique, ignoring case: a taken one gives null.
    /// </summary>
    public static Task<Business?> Found(this AppDb db, string name, Instant now, string timeZone = "America/Chicago", string currency = "USD", string phoneCountry = "US", CancellationToken ct = default) =>
        db.InTransaction(async () =>
        {
            await db.LockIdentity(ct);
            var key = Business.KeyOf(name);
            if (await db.Businesses.AnyAsync(b => b.NameKey == key, ct)) return null;
            var number = (await db.Businesses.MaxAsync(b => (int?)b.Number, ct) ?? 0) + 1;
            var business = Business.Found(number, name, now, timeZone, currency, phoneCountry);
            db.Add(business);
            await db.Enter(business, ct);
            db.AddRange(Source.ToStartWith.Select(source => Source.Add(business.Id, source, now)));
            db.AddRange(LostReason.ToStartWith.Select((reason, i) => LostReason.Add(business.Id, reason, i)));
            await db.SaveChangesAsync(ct);
            return (Business?)business;
        }, ct);
}
