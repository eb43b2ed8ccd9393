using System.Net;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Features.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>Phones and e-mails through forms and JSON: as many as a record holds, and none lost for being one of many.</summary>
public sealed class ContactFieldsTests(SharedHosts hosts)
{
    private static PhoneNumber[] Phones(int count) => [.. Enumerable.Range(1000, count).Select(n => PhoneNumber.Read($"512-555-{n}", "US"))];

    [Theory, BothDatabases]
    public async Task An_edit_of_the_name_keeps_every_phone_however_many_there_are(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var customer = Customer.Create(business.Id, new() { Name = "Ann", Phones = Phones(60) }, SystemClock.Instance.GetCurrentInstant());
        await business.InDb(db => { db.Add(customer); return db.SaveChangesAsync(); });
        var page = await business.Page();

        using var answer = await page.Send($"/customers/{customer.Id}", await page.FormAt($"/customers/edit/{customer.Id}"), ("name", "Ann Bell"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var now = await business.InDb(db => db.Customers.SingleAsync());
        (now.Name, now.Phones.Count).ShouldBe(("Ann Bell", 60));
    }

    [Theory, BothDatabases]
    public async Task A_new_record_holds_fifty_at_every_door(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page());
        (string, string)[] Form(int count) => [("type", "residential"), ("name", "Ann"), .. Phones(count).Select((phone, at) => ($"phones[{at * 2}].number", phone.Number))];

        using var fifty = await page.Post("/customers", Form(50));
        fifty.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var more = await page.Post("/customers", Form(51));
        more.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await more.Content.ReadAsStringAsync()).ShouldContain("At most 50 of them.");
        using var asJson = await api.PostJson("/api/customers", new { type = "residential", name = "Ann", phones = Phones(51).Select(phone => phone.Number) });
        await asJson.ShouldBeProblem(422, "invalid");

        (await business.InDb(db => db.Customers.SingleAsync())).Phones.Count.ShouldBe(50);
    }
}
