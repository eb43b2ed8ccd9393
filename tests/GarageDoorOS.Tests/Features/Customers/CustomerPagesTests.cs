using System.Net;
using AngleSharp.Dom;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>Customers as a person without JavaScript meets them.</summary>
public sealed class CustomerPagesTests(SharedHosts hosts)
{
    private async Task<(TestBusiness Business, PageClient Page)> Start(Provider provider, string role = "owner")
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Page(role));
    }

    [Theory, BothDatabases]
    public async Task A_customer_is_added_found_and_opened(Provider provider)
    {
        var (_, page) = await Start(provider);
        (await page.Page("/customers")).QuerySelector(".blank h2")!.TextContent.ShouldBe("Nobody has bought yet");
        (await page.Page("/customers/create")).QuerySelector("form[action='/customers']").ShouldNotBeNull();
        using var made = await page.Post("/customers", ("type", "residential"), ("name", "<b>José</b>"), ("phones[0].number", "512 555 0143"), ("addresses[0].text", "1 Oak Rd"));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());

        var shown = await page.Page(made.Headers.Location!.ToString());
        shown.QuerySelector(".record-top h2")!.TextContent.ShouldBe("<b>José</b>");
        shown.QuerySelector(".facts")!.TextContent.ShouldContain("(512) 555-0143");
        var list = await page.Page("/customers?search=jose&sort=-createdAt&type=residential");
        list.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await page.Page("/customers?search=nobody")).QuerySelector(".blank h2")!.TextContent.ShouldContain("nobody");
        (await page.Fragment("/customers?search=jose", "customers")).QuerySelector("header.head").ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Errors_stand_beside_their_fields_with_all_that_was_typed(Provider provider)
    {
        var (business, page) = await Start(provider);
        using var refused = await page.Post("/customers", ("type", "commercial"), ("notes", "Six doors."), ("phones[0].number", "555"), ("contacts[0].name", ""), ("contacts[0].email", "x"), ("emails[0]", "y"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = PageClient.Parse(await refused.Content.ReadAsStringAsync());
        foreach (var field in new[] { "company", "phones[0].number", "contacts[0].name", "contacts[0].email", "emails[0]" })
            form.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid").ShouldBe("true", field);
        form.QuerySelector("textarea[name=notes]")!.TextContent.Trim().ShouldBe("Six doors.");
        form.QuerySelector("[name=type][value=commercial]")!.HasAttribute("checked").ShouldBeTrue();
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(0);

        using var kept = await page.Post("/customers", ("type", "residential"), ("name", "x"), ("phones[0].number", "555"), ("keepPhones", "true"));
        kept.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, BothDatabases]
    public async Task Two_people_who_edit_different_fields_both_keep_theirs(Provider provider)
    {
        var (business, page) = await Start(provider);
        var other = await business.Page("office_staff");
        var customer = await business.NewCustomer("Ann", notes: "Gate code.");
        (string, string)[] form = [("type", "residential"), ("version", "1")];
        using var first = await other.Post($"/customers/{customer.Id}", [.. form, ("name", "Ann Lee"), ("notes", "Gate code.")]);
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var second = await page.Post($"/customers/{customer.Id}", [.. form, ("name", "Ann"), ("notes", "Gate code 4411.")]);
        second.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var now = await business.InDb(db => db.Customers.SingleAsync());
        (now.Name, now.Notes, now.Version).ShouldBe(("Ann Lee", "Gate code 4411.", 3));
    }

    [Theory, BothDatabases]
    public async Task Where_two_people_write_in_one_field_the_second_sees_both_and_decides(Provider provider)
    {
        var (business, page) = await Start(provider);
        var other = await business.Page("office_staff");
        var customer = await business.NewCustomer("Ann");
        using var first = await other.Post($"/customers/{customer.Id}", ("type", "residential"), ("version", "1"), ("name", "Ann Lee"));
        using var second = await page.Post($"/customers/{customer.Id}", ("type", "residential"), ("version", "1"), ("name", "Anne"));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var form = PageClient.Parse(await second.Content.ReadAsStringAsync());
        form.QuerySelector("[name=name]")!.GetAttribute("value").ShouldBe("Anne");
        form.QuerySelector(".theirs")!.TextContent.ShouldContain("Ann Lee");
        using var decided = await page.Post($"/customers/{customer.Id}", ("type", "residential"), ("version", form.QuerySelector("[name=version]")!.GetAttribute("value")!), ("name", "Anne"), ("take", "name"));
        decided.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await business.InDb(db => db.Customers.SingleAsync())).Name.ShouldBe("Ann Lee");
    }

    [Theory, BothDatabases]
    public async Task A_customer_tells_the_story_of_the_leads_that_it_came_from(Provider provider)
    {
        var (business, page) = await Start(provider);
        var phone = TestPeople.NewPhone();
        var lead = await business.NewLead("Ray Novak", [phone], notes: "Spring broke.");
        (await page.Page($"/leads/{lead.Id}/conversion")).QuerySelector(".dialog form")!.TextContent.ShouldContain(phone);
        using var converted = await page.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("type", "residential"));
        var customer = converted.Headers.Location!.ToString();
        var second = await business.NewLead("R. Novak", [phone], notes: "Wants a second door.");
        using var linked = await page.Post($"/leads/{second.Id}/conversion", ("choice", customer.Split('/')[^1]), ("type", "residential"));
        linked.Headers.Location!.ToString().ShouldBe(customer);

        var shown = await page.Page(customer);
        shown.QuerySelectorAll(".came-from a").Select(a => a.GetAttribute("href")).ShouldBe([$"/leads/{lead.Id}", $"/leads/{second.Id}"]);
        shown.QuerySelector(".record-main")!.TextContent.ShouldContain("Wants a second door.");
        var story = shown.QuerySelector(".story")!.TextContent;
        story.ShouldContain("made this of the lead Ray Novak");
        story.ShouldContain("linked the lead R. Novak to this");
        story.ShouldContain("converted this to the customer Ray Novak (the lead R. Novak)");
        (await page.Page($"/leads/{lead.Id}")).QuerySelector($"a[href='{customer}']").ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_match_is_shown_in_the_dialog_with_what_matched_and_the_three_ways_on(Provider provider)
    {
        var (business, page) = await Start(provider);
        var phone = TestPeople.NewPhone();
        var known = await business.NewCustomer("Colleen Novak", [phone]);
        var lead = await business.NewLead("Ray", [phone], company: "Novak Ltd");

        var dialog = await page.Page($"/leads/{lead.Id}/conversion");
        dialog.QuerySelector(".match mark")!.TextContent.ShouldBe("same phone");
        dialog.QuerySelector($".match a[href='/customers/{known.Id}']")!.GetAttribute("target").ShouldBe("_blank");
        dialog.QuerySelectorAll("[name=choice]").Select(c => c.GetAttribute("value")).ShouldBe([known.Id.ToString(), "new"]);
        dialog.QuerySelector("[name=type][value=commercial]")!.HasAttribute("checked").ShouldBeTrue("it has a company");

        using var silent = await page.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("anyway", "true"), ("type", "commercial"), ("reason", ""));
        silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = PageClient.Parse(await silent.Content.ReadAsStringAsync());
        again.QuerySelector("[name=reason]")!.GetAttribute("aria-invalid").ShouldBe("true");
        again.QuerySelector("[name=choice][value=new]")!.HasAttribute("checked").ShouldBeTrue();
        using var blind = await page.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("type", "residential"));
        blind.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var made = await page.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("anyway", "true"), ("type", "commercial"), ("reason", "The company, not the household."));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await business.InDb(db => db.Customers.CountAsync(c => c.Type == CustomerType.Commercial))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_choice_that_is_no_longer_there_is_said_beside_it(Provider provider)
    {
        var (business, page) = await Start(provider);
        var phone = TestPeople.NewPhone();
        var (matched, alone) = (await business.NewLead("Ray", [phone]), await business.NewLead("Ann"));
        await business.NewCustomer("Colleen Novak", [phone]);
        foreach (var lead in new[] { matched, alone })
        {
            using var refused = await page.Post($"/leads/{lead.Id}/conversion", ("choice", Guid.NewGuid().ToString()), ("type", "residential"));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            PageClient.Parse(await refused.Content.ReadAsStringAsync()).QuerySelector(".dialog p[role=alert]")!.TextContent.ShouldContain("There is no such customer.");
        }
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_see_customers_is_told_whom_to_ask_and_can_only_close(Provider provider)
    {
        var (business, page) = await Start(provider, "lead_agent");
        await business.Member("owner", "Dana Reyes");
        var phone = TestPeople.NewPhone();
        await business.NewCustomer("Colleen Novak", [phone]);
        var dialog = await page.Page($"/leads/{(await business.NewLead(phones: [phone])).Id}/conversion");
        dialog.QuerySelector(".dialog form")!.TextContent.ShouldContain("Dana Reyes");
        dialog.DocumentElement.TextContent.ShouldNotContain("Colleen");
        dialog.QuerySelector(".dialog form button[type=submit]").ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task After_a_conversion_with_script_a_toast_leads_to_the_customer(Provider provider)
    {
        var (business, page) = await Start(provider);
        var lead = await business.NewLead("Zoë <b>");
        using var answer = await page.Submit(HttpMethod.Post, $"/leads/{lead.Id}/conversion", [("choice", "new"), ("type", "residential")], htmx: true);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var trigger = answer.Headers.GetValues("HX-Trigger").Single();
        var customer = await business.InDb(db => db.Customers.SingleAsync());
        System.Text.Json.JsonDocument.Parse(trigger).RootElement.GetProperty("toast").GetProperty("link").GetProperty("address").GetString().ShouldBe($"/customers/{customer.Id}");
        trigger.ShouldContain("leads-changed");
    }

    [Theory, BothDatabases]
    public async Task A_deleted_customer_is_in_the_trash_with_a_way_back(Provider provider)
    {
        var (business, page) = await Start(provider);
        var customer = await business.NewCustomer("Ann");
        (await page.Page($"/customers/{customer.Id}/deletion")).QuerySelector("form[method=post]").ShouldNotBeNull();
        using var deleted = await page.Post($"/customers/{customer.Id}/deletion");
        (await page.Page(deleted.Headers.Location!.ToString())).QuerySelector($"form[action='/customers/{customer.Id}/restoration']").ShouldNotBeNull();
        (await page.Page("/customers")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        using var restored = await page.Post($"/customers/{customer.Id}/restoration");
        (await page.Page("/customers")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_delete_still_reads_whom_a_lead_matches_in_the_trash_and_is_told_who_brings_them_back(Provider provider)
    {
        var (business, page) = await Start(provider, "office_staff");
        var phone = TestPeople.NewPhone();
        var customer = await business.NewCustomer("Colleen Novak", [phone], notes: "Gate code 4411.");
        await business.Trash(customer.Id);
        await business.Member("owner", "Grace Okafor");
        var lead = await business.NewLead("Ray", [phone]);

        var link = (await page.Page($"/leads/{lead.Id}/conversion")).QuerySelector(".match h2 a")!.GetAttribute("href")!;
        var shown = await page.Page(link);
        shown.QuerySelector(".notice")!.TextContent.ShouldContain("Grace Okafor can bring it back for 30 days.");
        shown.QuerySelector(".record-notes")!.TextContent.ShouldBe("Gate code 4411.");
        shown.QuerySelectorAll(".record-acts :is(a, button)").ShouldBeEmpty();
        using var edit = await page.Http.GetAsync($"/customers/edit/{customer.Id}");
        edit.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_page_past_the_end_says_so_and_leads_to_the_first(Provider provider)
    {
        var (business, page) = await Start(provider);
        (await page.Page("/customers?page=9")).QuerySelector(".blank h2")!.TextContent.ShouldBe("Nobody has bought yet");
        await business.NewCustomer("Ann");
        var blank = (await page.Page("/customers?sort=name&page=9")).QuerySelector(".blank")!;
        blank.QuerySelector("h2")!.TextContent.ShouldBe("Nothing on this page");
        blank.QuerySelector("a")!.GetAttribute("href").ShouldBe("/customers?sort=name");
    }
}
