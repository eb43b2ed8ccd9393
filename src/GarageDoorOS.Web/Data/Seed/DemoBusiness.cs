using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Bulk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Lone Oak Doors: two years of an invented office to look round in, in Development only.</summary>
public static class DemoBusiness
{
    /// <summary>Everybody's in the demo business; it protects nothing.</summary>
    public const string Password = "lone oak doors";

    private const int Seed = 1907, Leads = 300, Duplicates = 2, OldCustomers = 30;

    private static readonly (string Name, string Email, string Role)[] People =
    [
        ("Grace Okafor", "grace@loneoak.example", "owner"),
        ("Dana Whitfield", "dana@loneoak.example", "office_staff"),
        ("Luis Romero", "luis@loneoak.example", "sales"),
        ("Tom Becker", "tom@loneoak.example", "technician"),
    ];

    /// <summary>Makes it where there is no business yet.</summary>
    public static async Task FoundDemo(this IServiceProvider services, IHostEnvironment environment, CancellationToken ct = default)
    {
        if (!environment.IsDevelopment())
            return;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.InTransaction(() => Found(db, scope.ServiceProvider, ct), ct); // all or nothing: half a demo could neither be entered nor set up
    }

    private static async Task Found(AppDb db, IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<IClock>().GetCurrentInstant();
        if (await db.Businesses.AnyAsync(ct) || await db.Found(Business.DemoName, now, ct: ct) is not { } business)
            return;

        var team = await Hire(db, services.GetRequiredService<UserManager<User>>(), business, now, ct);
        var sources = await db.Sources.OrderBy(source => source.NameKey).Select(source => new Named(source.Id, source.Name)).ToArrayAsync(ct);
        var reasons = await db.LostReasons.OrderBy(reason => reason.Position).Select(reason => reason.Name).ToArrayAsync(ct);
        db.ChangeTracker.Clear();

        var maker = new LeadMaker(Seed, sources);
        var life = new LeadLife(business.Id, maker.Random, now, team, reasons);
        var writer = services.GetRequiredService<LeadBulkWriter>();
        foreach (var batch in Batches(business, maker, life, team, now))
            await writer.Write(batch, ct: ct);
        await DemoWork.Add(db, maker.Random, team[1], now, ct);
        await DemoTasks.Add(db, business.Zone, maker.Random, team[1], now, ct);
        var by = new Actor(ActorKind.TeamMember, team[1].Id, team[1].Name);
        await DemoConsents.Add(db, by, now, ct);
        await DemoMessages.Add(db, by, now, ct);
        await DemoCalls.Add(db, team, by, now, ct);
    }

    private static IEnumerable<BulkBatch> Batches(Business business, LeadMaker maker, LeadLife life, Named[] team, Instant now)
    {
        var batch = new BulkBatch();
        for (var at = 0; at < Leads - Duplicates; at++)
            life.Live(batch, maker.Next(), Place((double)at / Leads), mayConvert: true);
        AskAgain(business, batch, team, now);
        yield return batch;

        batch = new();
        for (var at = 0; at < OldCustomers; at++)
            life.Arrive(batch, maker.Next(), maker.Random.Double());
        yield return batch;
    }

    // The business grows: a tenth of its two years' leads came in the last week, so that there is something to do today.
    private static double Place(double share) => 1 - (1 - share) * (1 - share);

    // Two customers ask again, with their number written in another way: converting these two leads finds who they are.
    private static void AskAgain(Business business, BulkBatch batch, Named[] team, Instant now)
    {
        var known = batch.Customers.Where(customer => customer.Phones.Count > 0 && customer.Emails.Count > 0).Take(Duplicates).ToList();
        for (var at = 0; at < known.Count; at++)
        {
            var came = now - Duration.FromMinutes(95 + 400 * at);
            var lead = Lead.Open(business.Id, new()
            {
                Name = known[at].Name,
                Phones = [PhoneNumber.Read(known[at].Phones[0].E164!.Insert(2, "-").Insert(6, "-").Insert(10, "-"), business.PhoneCountry)],
                Emails = [known[at].Emails[0].ToUpperInvariant()],
                Notes = "Called again: the opener we put in last year makes a noise.",
                EstimatedValue = 180,
            }, at == 0 ? team[1] : null, came);
            batch.Leads.Add(lead);
            batch.Activities.Add(Activity.Note(lead, Actor.System, ActivityKinds.Created, came));
        }
    }

    private static async Task<Named[]> Hire(AppDb db, UserManager<User> users, Business business, Instant now, CancellationToken ct)
    {
        var team = new List<Named>();
        foreach (var (name, email, role) in People)
        {
            var user = new User { Name = name, Email = email, UserName = email };
            var made = await users.CreateAsync(user, Password);
            if (!made.Succeeded)
                throw new InvalidOperationException(string.Join(" ", made.Errors.Select(error => error.Description)));
            var member = TeamMember.Join(business.Id, user.Id, name, role, now);
            db.Add(member);
            team.Add(new(member.Id, member.Name));
        }

        await db.SaveChangesAsync(ct);
        return [.. team];
    }
}
