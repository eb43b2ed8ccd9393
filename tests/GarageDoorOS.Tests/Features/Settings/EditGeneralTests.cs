using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Settings;

public sealed class EditGeneralTests(SharedHosts hosts)
{
    private const string Api = "/api/settings/general", Page = "/settings/general";

    [Theory, BothDatabases]
    public async Task What_a_program_sets_holds_at_once_on_every_node(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (key, _) = await business.NewKey("owner");
        var nodes = await hosts.NodesOn(provider);
        var name = "Renamed " + business.Business.Name;
        using var answer = await business.ApiWith(key, nodes[0]).PutJson(Api, new
        {
            name,
            timeZone = "America/Denver",
            currency = "CAD",
            phoneCountry = "GB",
            workingHours = new { saturday = new { from = "9:00", to = "12:30" }, monday = (object?)null },
        }, 1);
        (await answer.ShouldBeJson(200)).Version().ShouldBe(2);
        answer.Headers.ETag!.Tag.ShouldBe("\"2\"");

        foreach (var node in nodes)
        {
            var now = await business.ApiWith(key, node).GetJson(Api);
            (now.Text("name"), now.Text("timeZone"), now.Text("currency"), now.Text("phoneCountry")).ShouldBe((name, "America/Denver", "CAD", "GB"));
            var week = now.GetProperty("workingHours");
            week.GetProperty("saturday").Text("from").ShouldBe("09:00");
            week.GetProperty("monday").ValueKind.ShouldBe(JsonValueKind.Null);
            week.GetProperty("tuesday").Text("to").ShouldBe("17:00", "what is left out stays");
            // A number is read as one of the new country by whichever node takes it.
            var lead = await business.ApiWith(key, node).Create("/api/leads", new { name = "Ann", phones = new[] { new { number = "020 7946 0018" } } });
            lead.GetProperty("phones")[0].Text("e164").ShouldBe("+442079460018");
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_stored_is_not_converted(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var before = await api.Create("/api/leads", new { name = "Ann", estimatedValue = "1200.50", phones = new[] { new { number = "512 555 0143" } } });
        (await api.PutJson(Api, new { currency = "EUR", phoneCountry = "DE", timeZone = "Europe/Berlin" }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = await api.GetJson($"/api/leads/{before.Id()}");
        after.GetRawText().ShouldBe(before.GetRawText());
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_changes(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using var answer = await api.PutJson(Api, new
        {
            name = "  ",
            timeZone = "Mars/Olympus",
            currency = "JPY",
            phoneCountry = "QQ",
            workingHours = new { monday = new { from = "17:00", to = "08:00" }, tuesday = new { from = "8" }, someday = 1 },
            owner = "me",
        }, 1);
        var errors = (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(
            ["name", "timeZone", "currency", "phoneCountry", "workingHours.monday", "workingHours.tuesday", "workingHours.someday", "owner"], ignoreOrder: true);
        (await api.GetJson(Api)).Version().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_program_says_which_version_it_changes(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        await (await api.PutJson(Api, new { currency = "CAD" })).ShouldBeProblem(428);
        (await api.PutJson(Api, new { currency = "CAD" }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await (await api.PutJson(Api, new { currency = "EUR" }, 1)).ShouldBeProblem(412, "stale");
        stale.GetProperty("current").Text("currency").ShouldBe("CAD");
    }

    [Theory, BothDatabases]
    public async Task A_name_of_another_business_is_refused_in_any_case_and_with_any_accent(Provider provider)
    {
        var host = await hosts.On(provider);
        var (ours, theirs) = (await host.NewBusiness(), await host.NewBusiness($"Dooré Works {Guid.NewGuid():N}"));
        var taken = theirs.Business.Name.ToUpperInvariant().Replace('É', 'e');
        await (await (await ours.Api()).PutJson(Api, new { name = taken }, 1)).ShouldBeProblem(409, "name_taken");

        var page = await ours.Page("owner");
        using var refused = await page.Post(Page, [.. (await Fields(page)).Where(f => f.Name != "name"), ("name", taken)]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await page.Read(refused);
        shown.QuerySelector("#f-name-error")!.TextContent.ShouldContain("Another business");
        shown.QuerySelector<IHtmlInputElement>("#f-name")!.Value.ShouldBe(taken);
    }

    [Theory, BothDatabases]
    public async Task Of_two_businesses_that_take_one_name_at_once_one_has_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var many = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await (await host.NewBusiness()).Api()));
        var name = $"Wanted {Guid.NewGuid():N}";
        var answers = await Task.WhenAll(many.Select(api => api.PutJson(Api, new { name }, 1)));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([200, 409, 409, 409]);
    }

    [Theory, BothDatabases]
    public async Task A_page_saves_and_says_so(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page("owner");
        var fields = (await Fields(page)).Where(f => f.Name is not ("timeZone" or "workingHours.friday"));
        using var saved = await page.Post(Page, [.. fields, ("timeZone", "America/New_York"), ("workingHours.sunday", "open")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var shown = await page.Page(saved.Headers.Location!.ToString());
        shown.QuerySelector(".toast-bar")!.TextContent.ShouldContain("Saved");
        shown.QuerySelector<IHtmlSelectElement>("#f-timeZone")!.Value.ShouldBe("America/New_York");
        var week = (await (await business.Api()).GetJson(Api)).GetProperty("workingHours");
        week.GetProperty("friday").ValueKind.ShouldBe(JsonValueKind.Null);
        week.GetProperty("sunday").Text("from").ShouldBe("08:00");
    }

    [Theory, BothDatabases]
    public async Task A_stale_page_shows_mine_and_theirs_and_saves_what_was_chosen(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page("owner");
        var opened = (await Fields(page)).Where(f => f.Name is not ("currency" or "phoneCountry")).ToList();
        (await (await business.Api()).PutJson(Api, new { currency = "EUR", phoneCountry = "DE" }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var stale = await page.Post(Page, [.. opened, ("currency", "CAD"), ("phoneCountry", "CA")]);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await page.Read(stale);
        shown.QuerySelector<IHtmlSelectElement>("#f-currency")!.Value.ShouldBe("CAD");
        shown.QuerySelectorAll(".theirs").Select(t => t.TextContent).ShouldBe(["Somebody wrote meanwhile: EURUse theirs", "Somebody wrote meanwhile: DEUse theirs"]);

        using var chosen = await page.Post(Page, [.. opened.Where(f => f.Name != "version"), ("version", "2"), ("currency", "CAD"), ("phoneCountry", "CA"), ("take", "phoneCountry")]);
        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var now = await (await business.Api()).GetJson(Api);
        (now.Text("currency"), now.Text("phoneCountry"), now.Version()).ShouldBe(("CAD", "DE", 3));
    }

    /// <summary>The form as it stands on the page.</summary>
    private static async Task<List<(string Name, string Value)>> Fields(PageClient page)
    {
        var form = (IHtmlFormElement)(await page.Page(Page)).QuerySelector("form.form-narrow")!;
        return [.. form.Elements.Select(Field).Where(f => f is not null).Select(f => f!.Value).Where(f => f.Name != "__RequestVerificationToken")];
    }

    private static (string Name, string Value)? Field(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox", IsChecked: false } => null,
        IHtmlInputElement input => (input.Name!, input.Value),
        IHtmlSelectElement select => (select.Name!, select.Value!),
        _ => null,
    };
}
