using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>What a cadence writes by itself, over a real mail server.</summary>
public sealed class SendStepsTests(AppHostsThatSend hosts) : IClassFixture<AppHostsThatSend>
{
    private static CadenceStep Mail(string text = "Hi {{ lead.first_name | default: \"there\" }}, still thinking about your door?", string subject = "Your door, {{ lead.name }}") =>
        Steps("email")[0] with { Subject = subject, Text = text, GoesByItself = true };

    [MailTheory, BothDatabases]
    public async Task It_goes_out_when_its_step_is_due_once_whichever_node_takes_it_and_the_cadence_goes_on(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        await using var mail = await MailServer.Start();
        var business = await (await nodes[0].NewBusiness()).AtNoon().Nurturing();
        var api = await business.Api();
        await api.SetUpMail(mail.Port);
        var cadence = await business.Cadence(new() { Name = "Drip", Steps = [Mail(), .. Steps("call 1 days")] });
        var leads = new List<Guid>();
        for (var at = 0; at < 8; at++) leads.Add((await api.Create("/api/leads", new { name = $"Ray{at} Novak", emails = new[] { $"ray{at}.{provider}@example.com" } })).Id());
        foreach (var lead in leads) await api.Enrol(lead, cadence);

        await Eventually.Holds("all are sent", () => States(business), states => states.Count == 8 && states.TrueForAll(s => s == LeadMessageState.Sent));
        mail.Taken().Count.ShouldBe(8);
        var first = mail.Taken().Single(m => m.To.Mailboxes.Single().Address == $"ray0.{provider}@example.com".ToLowerInvariant());
        (first.Subject, first.From.Mailboxes.Single().Address).ShouldBe(("Your door, Ray0 Novak", "hello@loneoak.example"));
        first.TextBody.ShouldStartWith("Hi Ray0, still thinking about your door?");
        first.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        first.Headers["List-Unsubscribe"].ShouldStartWith("<http://doors.example/unsubscribe/");
        (await api.Pending(leads[0])).ShouldBe("call 1");
        var message = (await api.GetJson($"/api/leads/{leads[0]}/messages")).GetProperty("items").EnumerateArray().Single();
        (message.Text("channel"), message.Text("state"), message.GetProperty("automatic").GetBoolean()).ShouldBe(("email", "sent", true));
        (await api.GetJson($"/api/leads/{leads[0]}")).Text("status").ShouldBe("new", "a mail by itself is no word with them");

        // Taken back, it is a person's to do: what is out is out.
        var sent = (await api.GetJson($"/api/leads/{leads[1]}/tasks")).GetProperty("items").EnumerateArray().Single(t => t.Text("state") == "done").Id();
        using (var again = await api.PostJson($"/api/tasks/{sent}/reopening", new { })) (await again.ShouldBeJson(200)).GetProperty("isAutomatic").GetBoolean().ShouldBeFalse();
        await Task.Delay(TimeSpan.FromSeconds(3));
        mail.Taken().Count.ShouldBe(8);
        await business.CadencesShouldAgree();
    }

    [MailTheory, BothDatabases]
    public async Task What_cannot_go_out_is_left_to_a_person_and_says_why(Provider provider)
    {
        await using var mail = await MailServer.Start();
        var business = await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing();
        var api = await business.Api();
        (await Left(Mail(), "Ann Fox", "ann@example.com")).ShouldEndWith("e-mail to leads is not set up");
        await api.SetUpMail(mail.Port);
        (await Left(Mail(), "Bob Fox", null)).ShouldEndWith("there is no e-mail address");
        (await Left(Mail("{{ 1 | nonsense }}"), "Cleo Fox", "cleo@example.com")).ShouldContain("its text says");
        (await Left(Mail("{% if lead.company %}x{% endif %}"), "Dan Fox", "dan@example.com")).ShouldEndWith("its text is empty for this lead");
        mail.Taken().ShouldBeEmpty();
        await business.CadencesShouldAgree();

        async Task<string> Left(CadenceStep step, string name, string? email)
        {
            var cadence = await business.Cadence(new() { Name = "Drip for " + name, Steps = [step, .. Steps("call")] });
            var lead = (await api.Create("/api/leads", new { name, emails = email is null ? [] : new[] { email } })).Id();
            await api.Enrol(lead, cadence);
            var task = await Eventually.Holds("it is left to a person", async () => (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0], t => !t.GetProperty("isAutomatic").GetBoolean());
            var why = (await api.GetJson($"/api/leads/{lead}/enrolments")).GetProperty("items")[0].Text("why")!;
            using (var done = await api.PutJson($"/api/tasks/{task.Id()}/completion", new { outcome = "sent" })) await done.ShouldBeJson(200);
            (await api.Pending(lead)).ShouldBe("call 1");
            return why;
        }
    }

    [Theory, BothDatabases]
    public async Task What_a_person_makes_a_call_is_theirs_to_make(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Drip", Steps = [Mail() with { Wait = 1, Unit = WaitUnit.Weeks, At = "10:00" }] });
        var lead = (await api.Create("/api/leads", new { name = "Ray", emails = new[] { "ray@example.com" } })).Id();
        await api.Enrol(lead, cadence);
        var task = (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0];
        task.GetProperty("isAutomatic").GetBoolean().ShouldBeTrue();
        using (var edited = await api.PutJson($"/api/tasks/{task.Id()}", new { title = "Ring them instead" }, task.Version())) (await edited.ShouldBeJson(200)).GetProperty("isAutomatic").GetBoolean().ShouldBeTrue();
        using (var edited = await api.PutJson($"/api/tasks/{task.Id()}", new { kind = "call" }, task.Version() + 1)) (await edited.ShouldBeJson(200)).GetProperty("isAutomatic").GetBoolean().ShouldBeFalse();
    }

    [MailTheory, BothDatabases]
    public async Task Who_leaves_the_cadence_gets_nothing_that_still_waits(Provider provider)
    {
        await using var mail = MailServer.Down();
        var business = await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing();
        var api = await business.Api();
        await api.SetUpMail(mail.Port);
        var cadence = await business.Cadence(new() { Name = "Drip", Steps = [Mail(), .. Steps("call 1 days")] });
        var (stays, leaves) = ((await api.Create("/api/leads", new { name = "Stays", emails = new[] { "stays@example.com" } })).Id(), (await api.Create("/api/leads", new { name = "Leaves", emails = new[] { "leaves@example.com" } })).Id());
        await api.Enrol(leaves, cadence);
        await api.Enrol(stays, cadence);
        await Eventually.Holds("both wait", () => States(business), states => states.Count == 2);
        using (var lost = await api.PutJson($"/api/leads/{leaves}/status", new { status = "lost", lostReason = "Price", version = (await api.GetJson($"/api/leads/{leaves}")).Version() })) await lost.ShouldBeJson(200);
        var gone = (await api.GetJson($"/api/leads/{leaves}/messages")).GetProperty("items")[0];
        (gone.Text("state"), gone.Text("error")).ShouldBe(("withdrawn", "The cadence ended first."));

        await mail.ComeUp();
        business.Host.Time.Pass(TimeSpan.FromMinutes(10));
        await mail.FirstTo("stays@example.com");
        await Eventually.Holds("nothing waits", () => business.InDb(db => db.Set<OutgoingMessage>().Where(m => m.BusinessId == business.Id).Select(m => m.State).ToListAsync()), states => !states.Contains(MessageState.Waiting));
        mail.Taken().Count.ShouldBe(1);
        (await (await business.Page("owner")).Page("/settings/mail")).Body!.TextContent.ShouldContain("Not sent: The cadence ended first.");
    }

    [MailTheory, BothDatabases]
    public async Task A_server_that_took_the_mail_and_fell_silent_is_not_sent_it_again(Provider provider)
    {
        await using var silent = ToldMailServer.SilentAfterMails();
        var business = await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing();
        var api = await business.Api();
        await api.SetUpMail(silent.Port);
        var cadence = await business.Cadence(new() { Name = "Drip", Steps = [Mail()] });
        var lead = (await api.Create("/api/leads", new { name = "Ray", emails = new[] { "ray@example.com" } })).Id();
        await api.Enrol(lead, cadence);
        var message = await Eventually.Holds("it has failed", async () => (await api.GetJson($"/api/leads/{lead}/messages")).GetProperty("items").EnumerateArray().FirstOrDefault(), m => m.ValueKind != System.Text.Json.JsonValueKind.Undefined && m.Text("state") == "failed");
        message.Text("error")!.ShouldContain("may have gone out");
        business.Host.Time.Pass(TimeSpan.FromHours(1));
        await Task.Delay(TimeSpan.FromSeconds(2));
        silent.Heard.Count(line => line == ".").ShouldBe(1, "mails that came whole; on a busy machine a try may end before");
        (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).ShouldContain("message_failed");
    }

    [MailTheory, BothDatabases]
    public async Task A_server_that_is_away_keeps_nobody_waiting_but_its_own(Provider provider)
    {
        await using var mail = await MailServer.Start();
        await using var hangs = ToldMailServer.Silent();
        var (stuck, well) = (await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing(), await (await (await hosts.On(provider)).NewBusiness()).AtNoon().Nurturing());
        foreach (var (business, port) in new[] { (stuck, hangs.Port), (well, mail.Port) })
        {
            var api = await business.Api();
            await api.SetUpMail(port);
            var cadence = await business.Cadence(new() { Name = "Drip", Steps = [Mail()] });
            foreach (var at in Enumerable.Range(0, 5)) await api.Enrol((await api.Create("/api/leads", new { name = $"Ray {at}", emails = new[] { $"ray{at}@{business.Id:N}.example" } })).Id(), cadence);
        }
        await Eventually.Holds("the other's are sent", () => States(well), states => states.Count == 5 && states.TrueForAll(s => s == LeadMessageState.Sent));
        var waiting = await Eventually.Holds("one was tried", () => stuck.InDb(db => db.Set<OutgoingMessage>().Where(m => m.BusinessId == stuck.Id).ToListAsync()), all => all.Exists(m => m.LastError is not null && m.ClaimedBy is null));
        waiting.Count(m => m.Attempts > 0).ShouldBeLessThanOrEqualTo(2, "the account rests, on each node by itself, and the others have not begun");
        waiting.ShouldAllBe(m => m.State == MessageState.Waiting);
    }

    private static Task<List<LeadMessageState>> States(TestBusiness business) => business.InDb(db => db.LeadMessages.Select(m => m.State).ToListAsync());
}
