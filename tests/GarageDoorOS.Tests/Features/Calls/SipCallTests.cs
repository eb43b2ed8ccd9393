using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>
/// A call by a PBX, with telephones that really ring: our request, a stand-in for Asterisk (no package of it is to be had), and from there SIP to two phones. What Asterisk itself would do between is not proved.
/// </summary>
public sealed class SipCallTests(AppHostsThatCall hosts) : IClassFixture<AppHostsThatCall>
{
    [SipFact]
    public async Task One_phone_rings_and_is_picked_up_then_the_other_and_both_once()
    {
        await using var pbx = await ToldPbx.Start();
        await using var ours = SipPhone.Plug();
        await using var theirs = SipPhone.Plug();
        pbx.RingBySip(ours, theirs, TimeSpan.FromSeconds(4));
        var business = (await (await hosts.On(Provider.Sqlite)).NewBusiness()).AtNoon();
        var (api, caller, lead) = (await business.Api(), await business.Caller(), await business.AddLead("Ray Novak", "512 555 0142"));
        using (var made = await api.PutJson("/api/settings/integrations/telephony", new { vendor = "asterisk", accountId = ToldPbx.User, secret = ToldPbx.Password, number = "+15125550100", address = pbx.Url, dialPattern = "PJSIP/{number}@trunk" })) await made.ShouldBeJson(200);

        using var placed = await api.PostJson($"/api/leads/{lead}/calls", new { memberId = caller.Id });
        var id = (await placed.ShouldBeJson(202)).GetProperty("callId").GetGuid();
        await Eventually.Holds("they talk", () => business.Call(id), call => call.State == CallState.Talking);
        business.Host.Time.Pass(TimeSpan.FromSeconds(6));
        var call = await Eventually.Holds("it is over", () => business.Call(id), call => !call.IsLive);

        call.End.ShouldBe(CallEnd.Talked);
        ours.Rang().ShouldBe([await business.InDb(db => db.MemberPhones.Where(p => p.MemberId == caller.Id).Select(p => p.Number).SingleAsync())]);
        theirs.Rang().ShouldBe(["+15125550142"]);
        (ours.IsOver(), theirs.IsOver()).ShouldBe((true, true));
    }
}
