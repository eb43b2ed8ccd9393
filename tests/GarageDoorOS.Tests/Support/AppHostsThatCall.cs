using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>Apps that may pretend to call.</summary>
public sealed class AppHostsThatCall : AppHosts
{
    protected override (string Name, string Value)[] Settings => [("Telephony:AllowPretend", "true"), ("Webhooks:AllowPrivateTargets", "true"), ("App:PublicUrl", "http://doors.example")];
}

public static class CallingBusiness
{
    /// <summary>A business that pretends to call, past the settings.</summary>
    public static async Task<TestBusiness> Calling(this TestBusiness business, CallLimits? limits = null)
    {
        await business.InDb(async db =>
        {
            db.Add(TelephonyAccount.SetUp(business.Id, new(TelephonyVendor.Pretend, "", "+15125550100", "", "", false, "", limits ?? CallLimits.Usual), null));
            (await db.Businesses.SingleAsync(b => b.Id == business.Id)).Call(true);
            return await db.SaveChangesAsync();
        });
        return business;
    }

    /// <summary>Somebody whose phone is verified.</summary>
    public static async Task<TestMember> Caller(this TestBusiness business, string role = "office_staff", bool onDuty = false)
    {
        var member = await business.Member(role);
        await business.InDb(async db =>
        {
            var (phone, now) = (MemberPhone.Of(business.Id, member.Id), Instant.FromUtc(2026, 1, 1, 0, 0));
            phone.Become($"+1512555{Random.Shared.Next(1000, 9999)}");
            phone.BeginCode("hash", now);
            phone.Verify("hash", now);
            phone.BeOnDuty(onDuty);
            db.Add(phone);
            return await db.SaveChangesAsync();
        });
        return member;
    }

    /// <summary>An afternoon where the business is: nobody is rung at night without being asked, and no mail goes by itself before the morning.</summary>
    public static TestBusiness AtNoon(this TestBusiness business)
    {
        var zone = business.Business.Zone;
        var now = Instant.FromDateTimeOffset(business.Host.Time.GetUtcNow()).InZone(zone);
        if (now.Hour is >= 13 and < 17) return business;
        var noon = now.Date.PlusDays(now.Hour < 13 ? 0 : 1).At(new(13, 0)).InZoneLeniently(zone).ToInstant();
        business.Host.Time.Pass((noon - now.ToInstant()).ToTimeSpan());
        return business;
    }

    public static Task<Call> Call(this TestBusiness business, Guid id) => business.InDb(db => db.Calls.AsNoTracking().SingleAsync(c => c.Id == id));
}
