using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data;

/// <summary>Totals and contact keys agree with a recount after every kind of write.</summary>
public sealed class DerivedRowsTests(SharedHosts hosts)
{
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    [Theory, BothDatabases]
    public async Task They_agree_after_every_kind_of_write(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (anna, bert) = (await business.Member(), await business.Member("sales"));
        var id = await Add(business, Facts("Ada", 100.50m, "+1 512 555 0143", "ada@example.com"));
        await Add(business, Facts("Bo", null, "not a number", "BO@Example.com"), anna);
        await Add(business, Facts("Cy", 0m, "512-555-0144", "cy@example.com"), bert);

        (string What, Action<Lead> Do)[] writes =
        [
            ("a new value", l => l.Edit(l.Facts with { EstimatedValue = 250m }, Now)),
            ("other contacts", l => l.Edit(l.Facts with { Emails = ["new@example.com"], Phones = [PhoneNumber.Read("5125550199", "US"), PhoneNumber.Read("512 555 0199", "US")] }, Now)),
            ("no value", l => l.Edit(l.Facts with { EstimatedValue = null }, Now)),
            ("an assignment", l => l.AssignTo(new(anna.Id, anna.Name), Now)),
            ("another assignment with a value", l => { l.Edit(l.Facts with { EstimatedValue = 99.99m }, Now); l.AssignTo(new(bert.Id, bert.Name), Now); }),
            ("a status", l => l.MoveTo(LeadStatus.Qualified, null, Now).IsOk.ShouldBeTrue()),
            ("closing", l => l.MoveTo(LeadStatus.Lost, "Price", Now).IsOk.ShouldBeTrue()),
            ("back to the pool", l => l.AssignTo(null, Now)),
            ("deletion", l => l.Discard(Now)),
            ("an edit in the trash", l => l.Edit(l.Facts with { EstimatedValue = 1m, Emails = [] }, Now)),
            ("restoration", l => l.Restore(Now)),
            ("conversion", l => l.ConvertInto(Guid.CreateVersion7(), Now)),
        ];
        await business.DerivedRowsShouldAgree("three new leads");
        foreach (var (what, write) in writes)
        {
            await business.InDb(async db =>
            {
                write(await db.Leads.SingleAsync(l => l.Id == id));
                return await db.SaveChangesAsync();
            });
            await business.DerivedRowsShouldAgree(what);
        }
    }

    [Theory, BothDatabases]
    public async Task A_failed_save_leaves_them_as_they_were(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await Add(business, Facts("Ada", 100m, "5125550143", "ada@example.com"));
        await Should.ThrowAsync<InvalidOperationException>(() => business.InDb(db => db.InTransaction<int>(async () =>
        {
            db.Leads.Add(Lead.Open(business.Id, Facts("Bo", 5m, "5125550144", "bo@example.com"), null, Now));
            await db.SaveChangesAsync();
            throw new InvalidOperationException("Something else went wrong.");
        })));
        await business.DerivedRowsShouldAgree();
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task They_agree_after_many_writers_at_once(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var members = new[] { await business.Member(), await business.Member(), await business.Member() };
        await Task.WhenAll(Enumerable.Range(0, LongRun.Rounds(24, 400)).Select(async i =>
        {
            var id = await Add(business, Facts($"Lead {i}", i, $"512555{i:D4}", $"lead{i}@example.com"), members[i % 3]);
            await business.InDb(async db =>
            {
                var lead = await db.Leads.SingleAsync(l => l.Id == id);
                lead.AssignTo(new(members[(i + 1) % 3].Id, "x"), Now);
                lead.MoveTo((LeadStatus)(i % 3), null, Now);
                return await db.SaveChangesAsync();
            });
        }));
        await business.DerivedRowsShouldAgree();
    }

    private static LeadFacts Facts(string name, decimal? value, string phone, string email) =>
        new() { Name = name, EstimatedValue = value, Phones = [PhoneNumber.Read(phone, "US")], Emails = [email] };

    private static async Task<Guid> Add(TestBusiness business, LeadFacts facts, TestMember? assignee = null)
    {
        var lead = Lead.Open(business.Id, facts, assignee is null ? null : new(assignee.Id, assignee.Name), Now);
        await business.InDb(db =>
        {
            db.Leads.Add(lead);
            return db.SaveChangesAsync();
        });
        return lead.Id;
    }
}
