using System.Net;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Account;

/// <summary>The phone that rings first: a code is said to it over real connections, and until that was typed it rings for nothing else.</summary>
public sealed class PhoneTests(PhoneTests.Hosts hosts) : IClassFixture<PhoneTests.Hosts>
{
    private static int count;

    /// <summary>Apps whose phones ring by a Twilio on the loopback, or only as if.</summary>
    public sealed class Hosts : AppHosts
    {
        private ToldVendor? twilio;

        public ToldVendor Twilio => twilio ?? throw new InvalidOperationException("It has not started.");

        protected override (string Name, string Value)[] Settings => [("Telephony:BaseUrl", Twilio.Url), ("Telephony:TimeoutSeconds", "2"), ("Telephony:AllowPretend", "true")];

        public override async ValueTask InitializeAsync() => twilio = await ToldVendor.Start(ToldTwilio.Saying(201, """{"sid":"CA1"}"""));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Twilio.DisposeAsync();
        }
    }

    [Theory, BothDatabases]
    public async Task A_phone_says_a_code_is_confirmed_by_it_and_is_forgotten(Provider provider)
    {
        var (business, member, page) = await Caller(provider);
        (await page.Page("/account")).QuerySelector("#phone-title").ShouldNotBeNull();
        var number = NewNumber();
        using (var said = await page.Post("/account/phone", ("number", number))) said.Where().ShouldBe("/account?done=phone-code#phone-title");
        var shown = await page.Page("/account?done=phone-code");
        (shown.QuerySelector(".phone-facts")!.TextContent.Contains("not confirmed yet"), shown.QuerySelector("[name=code]") is null, shown.QuerySelector("[name=onDuty]")).ShouldBe((true, false, null));
        var code = CodeSaidTo(number);
        code.ShouldMatch("^[0-9]{6}$");
        (await PhoneOf(business, member)).CodeHash!.ShouldNotContain(code);
        shown.Body!.InnerHtml.ShouldNotContain(code);

        using (var done = await page.Post("/account/phone/code", ("code", $" {code[..3]} {code[3..]} "))) done.Where().ShouldBe("/account?done=phone#phone-title");
        var phone = await PhoneOf(business, member);
        (phone.IsVerified, phone.CodeHash, phone.Number).ShouldBe((true, null, "+1" + number.Replace(" ", "")));
        using (var again = await page.Post("/account/phone/code", ("code", code))) again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Another number has to be confirmed anew.
        using (var said = await page.Post("/account/phone", ("number", NewNumber()))) said.Where().ShouldStartWith("/account");
        phone = await PhoneOf(business, member);
        phone.IsVerified.ShouldBeFalse();
        using (var off = await page.Post("/account/phone/removal")) off.Where().ShouldBe("/account?done=phone-off");
        (await page.Page("/account")).QuerySelector(".phone-facts").ShouldBeNull();
        phone = await PhoneOf(business, member);
        (phone.Number, phone.IsVerified, phone.CodeHash, phone.Codes).ShouldBe(("", false, null, 2), "codes are counted on, else there would be more of them by removing");
        using (var twice = await page.Post("/account/phone/removal")) twice.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var none = await page.Post("/account/phone/code", ("code", "123456"))) none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_codes_are_enough_and_many_at_once_count_each(Provider provider)
    {
        var (business, member, page) = await Caller(provider);
        var number = NewNumber();
        await Say(page, number);
        var (right, wrong) = (CodeSaidTo(number), CodeSaidTo(number) == "000000" ? "000001" : "000000");
        var nothing = await page.Post("/account/phone/code", ("code", "12"));
        (await page.Read(nothing)).QuerySelector("#f-code-error")!.TextContent.ShouldContain("6 digits");
        (await PhoneOf(business, member)).Tries.ShouldBe(0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => page.Post("/account/phone/code", ("code", wrong))));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity);
        (await PhoneOf(business, member)).Tries.ShouldBe(4);
        using (var fifth = await page.Post("/account/phone/code", ("code", wrong))) (await page.Read(fifth)).QuerySelector("#f-code-error")!.TextContent.ShouldContain("not what the phone said");
        using (var late = await page.Post("/account/phone/code", ("code", right))) (await page.Read(late)).QuerySelector("#f-code-error")!.TextContent.ShouldContain("5 times");
        (await PhoneOf(business, member)).IsVerified.ShouldBeFalse();

        await Say(page, number);
        using (var done = await page.Post("/account/phone/code", ("code", CodeSaidTo(number)))) done.Where().ShouldStartWith("/account?done=phone");
    }

    [Theory, BothDatabases]
    public async Task Codes_hold_for_ten_minutes_and_four_are_said_within_an_hour(Provider provider)
    {
        var (business, member, page) = await Caller(provider);
        var number = NewNumber();
        var before = hosts.Twilio.Asked.Count(a => a.Form["To"] == E164(number));
        await page.Page("/account");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => page.Post("/account/phone", ("number", number))));
        answers.Count(a => a.StatusCode == HttpStatusCode.Redirect).ShouldBe(MemberPhone.MostCodesAnHour);
        (await page.Read(answers.First(a => a.StatusCode == HttpStatusCode.UnprocessableEntity))).QuerySelector("#f-number-error")!.TextContent.ShouldContain("within an hour");
        hosts.Twilio.Asked.Count(a => a.Form["To"] == E164(number)).ShouldBe(before + MemberPhone.MostCodesAnHour);

        await business.InDb(db => db.MemberPhones.Where(p => p.MemberId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.CodeUntil, Instant.FromUnixTimeSeconds(1)).SetProperty(p => p.CodesSince, Instant.FromUnixTimeSeconds(1))));
        using (var late = await page.Post("/account/phone/code", ("code", "123456"))) (await page.Read(late)).QuerySelector("#f-code-error")!.TextContent.ShouldContain("does not hold any more");
        await Say(page, number);
    }

    [Theory, BothDatabases]
    public async Task A_number_that_may_not_be_rung_is_told_beside_it_and_nobody_rings(Provider provider)
    {
        var (business, member, page) = await Caller(provider);
        await page.Page("/account");
        foreach (var (number, says) in new[] { ("", "no number"), ("<i>12</i>", "Letters"), ("512 555 0143 x7", "extension"), ("+1 900 234 5678", "premium"), ("+44 20 7946 0018", "US only"), ("911", "digits") })
        {
            using var wrong = await page.Post("/account/phone", ("number", number));
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, number);
            var shown = await page.Read(wrong);
            shown.QuerySelector("#f-number-error")!.TextContent.ShouldContain(says, Case.Insensitive);
            shown.QuerySelector("#f-number")!.GetAttribute("value")!.ShouldBe(number);
        }
        (await business.InDb(db => db.MemberPhones.CountAsync(p => p.MemberId == member.Id))).ShouldBe(0);
        await business.InDb(async db =>
        {
            var account = await db.TelephonyAccounts.SingleAsync();
            account.Become(account.Facts with { Limits = account.Limits with { AreStopped = true } }, null);
            return await db.SaveChangesAsync();
        });
        var free = NewNumber();
        using (var stopped = await page.Post("/account/phone", ("number", free))) (await page.Read(stopped)).QuerySelector("#f-number-error")!.TextContent.ShouldContain("Calling is stopped");
        hosts.Twilio.Asked.ShouldNotContain(a => a.Form["To"] == E164(free));
    }

    [Theory, BothDatabases]
    public async Task Where_the_vendor_fails_the_page_says_so_and_the_code_is_counted(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(400, """{"code":21219,"message":"The number is not verified."}"""));
        await using var host = await AppHost.Start(provider, ("Telephony:BaseUrl", twilio.Url), ("Telephony:TimeoutSeconds", "2"));
        var (business, member, page) = await Caller(await host.NewBusiness(), "twilio");
        await page.Page("/account");
        using (var failed = await page.Post("/account/phone", ("number", NewNumber()))) (await page.Read(failed)).QuerySelector("#f-number-error")!.TextContent.ShouldContain("21219 The number is not verified. A trial account rings only numbers");
        (await PhoneOf(business, member)).Codes.ShouldBe(1);
        twilio.Asked.Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Where_nobody_rings_the_page_says_what_the_pretended_phone_said(Provider provider)
    {
        var (_, _, page) = await Caller(await (await hosts.On(provider)).NewBusiness(), "pretend");
        await Say(page, NewNumber());
        (await page.Page("/account?done=phone-code")).QuerySelector("form[action='/account/phone/code']")!.TextContent.ShouldContain("123456");
        using (var done = await page.Post("/account/phone/code", ("code", "123456"))) done.Where().ShouldBe("/account?done=phone#phone-title");
        (await page.Page("/account?done=phone")).QuerySelector(".phone-facts")!.TextContent.ShouldContain("confirmed");
    }

    [Theory, BothDatabases]
    public async Task A_code_is_good_for_one_member_alone_and_where_nobody_calls_there_is_no_phone(Provider provider)
    {
        var (business, _, page) = await Caller(provider);
        var colleague = await business.PageOf(await business.Member("sales"));
        var number = NewNumber();
        await Say(page, number);
        var code = CodeSaidTo(number);
        await Say(colleague, number);
        if (CodeSaidTo(number) != code)
            using (var wrong = await colleague.Post("/account/phone/code", ("code", code))) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var right = await page.Post("/account/phone/code", ("code", code))) right.Where().ShouldStartWith("/account?done=phone");
        (await business.InDb(db => db.MemberPhones.CountAsync())).ShouldBe(2);

        var quiet = await (await hosts.On(provider)).NewBusiness();
        var none = await quiet.Page("owner");
        (await none.Page("/account")).QuerySelector("#phone-title").ShouldBeNull();
        using (var refused = await none.Post("/account/phone", ("number", NewNumber()))) refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await quiet.InDb(db => db.MemberPhones.CountAsync())).ShouldBe(0);
    }

    private async Task<(TestBusiness, TestMember, PageClient)> Caller(Provider provider) => await Caller(await (await hosts.On(provider)).NewBusiness(), "twilio");

    private static async Task<(TestBusiness, TestMember, PageClient)> Caller(TestBusiness business, string vendor)
    {
        using (var made = await (await business.Api()).PutJson("/api/settings/integrations/telephony", new { vendor, accountId = "AC0123456789abcdef0123456789abcdef", secret = "hunter2horsestaple", number = "+15125550100" })) await made.ShouldBeJson(200);
        var member = await business.Member("sales");
        return (business, member, await business.PageOf(member));
    }

    private static async Task Say(PageClient page, string number)
    {
        await page.Page("/account");
        using var said = await page.Post("/account/phone", ("number", number));
        said.Where().ShouldStartWith("/account?done=phone-code");
    }

    private string CodeSaidTo(string number) => string.Concat(hosts.Twilio.Asked.Last(a => a.Form["To"] == E164(number)).Form["Twiml"].ToString().Split("</Say>")[0].Split("<Say>")[1].Where(char.IsAsciiDigit));

    private static Task<MemberPhone> PhoneOf(TestBusiness business, TestMember member) => business.InDb(db => db.MemberPhones.AsNoTracking().SingleAsync(p => p.MemberId == member.Id));

    private static string E164(string number) => "+1" + number.Replace(" ", "");

    private static string NewNumber() => $"512 557 {Interlocked.Increment(ref count):D4}";
}
