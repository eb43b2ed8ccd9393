using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>Twice at once never makes two customers: of one lead, of two leads of one person, on one web node or on two.</summary>
public sealed class ConversionRaceTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Of_eight_conversions_of_one_lead_one_wins_and_seven_hear_that_it_is_converted(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await using var second = business.Host.Another();
        var key = (await business.NewKey("office_staff")).Key;
        for (var round = 0; round < LongRun.Rounds(4, 60); round++)
        {
            var lead = await Lead(business, $"Racer {round}", $"512555{round:D4}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Convert(business, key, lead, i % 2 == 0 ? business.Host : second)));
            var won = answers.Single(a => a.Status == 201);
            foreach (var lost in answers.Where(a => a.Status != 201))
            {
                lost.Status.ShouldBe(409, lost.Body.ToString());
                lost.Body.Text("code").ShouldBe("already_converted");
                lost.Body.Text("customerId").ShouldBe(won.Body.Text("customerId"));
            }
            (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(round + 1);
        }
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Of_two_leads_of_one_person_one_becomes_the_customer_and_the_other_is_shown_that_customer(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await using var second = business.Host.Another();
        var key = (await business.NewKey("office_staff")).Key;
        for (var round = 0; round < LongRun.Rounds(4, 60); round++)
        {
            var pair = new[] { await Lead(business, "Pat Doe", $"512777{round:D4}"), await Lead(business, "P. Doe", $"+1 (512) 777-{round:D4}") };
            var answers = await Task.WhenAll(Convert(business, key, pair[0], business.Host), Convert(business, key, pair[1], second));
            var won = answers.Single(a => a.Status == 201);
            var lost = answers.Single(a => a.Status != 201);
            lost.Status.ShouldBe(409, lost.Body.ToString());
            lost.Body.Text("code").ShouldBe("duplicate_customer");
            lost.Body.GetProperty("candidates").EnumerateArray().Single().Text("id").ShouldBe(won.Body.Text("customerId"));
            (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(round + 1);
        }
        await business.DerivedRowsShouldAgree();
    }

    private static async Task<(int Status, JsonElement Body)> Convert(TestBusiness business, string key, Guid lead, AppHost node)
    {
        using var api = business.ApiWith(key, node);
        using var answer = await api.PostJson($"/api/leads/{lead}/conversion", new { type = "residential" });
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<Guid> Lead(TestBusiness business, string name, string phone)
    {
        var lead = global::GarageDoorOS.Domain.Leads.Lead.Open(business.Id, new() { Name = name, Phones = [PhoneNumber.Read(phone, "US")] }, null, SystemClock.Instance.GetCurrentInstant());
        await business.InDb(db =>
        {
            db.Add(lead);
            return db.SaveChangesAsync();
        });
        return lead.Id;
    }
}
