using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Fills the database with invented businesses: for measuring and for trying things out.</summary>
public sealed class SeedBusinesses(IServiceProvider services)
{
    /// <summary><paramref name="Tasks"/>: for each lead; with any, its business has nurturing on. <paramref name="Calls"/>: for each lead that can be rung.</summary>
    public sealed record Request(int Businesses, int Leads, int Customers, int Seed, int Tasks = 0, int Calls = 0);

    private static readonly string[] Towns = ["Amarillo", "Bastrop", "Corsicana", "Denton", "El Paso", "Fredericksburg", "Galveston", "Huntsville", "Irving", "Jasper"];
    private static readonly string[] Kinds = ["Garage Doors", "Overhead Door", "Door & Opener"];
    private static readonly string[] People = ["Grace Hall", "Dana Reed", "Luis Ortiz", "Priya Shah", "Sam Cole", "Tom Price"];
    private static readonly string[] Roles = ["owner", "office_staff", "sales", "sales", "sales", "technician"];

    /// <summary>Gives back the names of the businesses that were made.</summary>
    public async Task<IReadOnlyList<string>> Handle(Request request, CancellationToken ct)
    {
        var names = new List<string>();
        for (var at = 0; names.Count < request.Businesses; at++)
        {
            await using var scope = services.CreateAsyncScope();
            var made = await One(scope.ServiceProvider, request, NameOf(at), request.Seed + at, ct);
            if (made)
                names.Add(NameOf(at));
        }

        return names;
    }

    private static string NameOf(int at)
    {
        var round = at / (Towns.Length * Kinds.Length);
        var name = $"{Towns[at % Towns.Length]} {Kinds[at / Towns.Length % Kinds.Length]}";
        return round == 0 ? name : $"{name} {round + 1}";
    }

    /// <summary>False when the name is taken, by an earlier seeding for example.</summary>
    private static async Task<bool> One(IServiceProvider scope, Request request, string name, int seed, CancellationToken ct)
    {
        var db = scope.GetRequiredService<AppDb>();
        var now = scope.GetRequiredService<IClock>().GetCurrentInstant();
        if (await db.Found(name, now, ct: ct) is not { } business)
            return false;

        var team = await Hire(db, business, now, ct);
        var sources = await db.Sources.OrderBy(source => source.NameKey).Select(source => new Named(source.Id, source.Name)).ToArrayAsync(ct);
        var reasons = await db.LostReasons.OrderBy(reason => reason.Position).Select(reason => reason.Name).ToArrayAsync(ct);
        var maker = new LeadMaker(seed, sources);
        var life = new LeadLife(business.Id, maker.Random, now, team, reasons);
        await Fill(scope.GetRequiredService<LeadBulkWriter>(), maker, life, new(seed, now.InZone(business.Zone).Date, now), new(seed, team, now), request, ct);
        if (request.Tasks > 0) await db.Businesses.Where(b => b.Id == business.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.IsNurturing, true), ct);
        return true;
    }

    private static async Task Fill(LeadBulkWriter writer, LeadMaker maker, LeadLife life, TaskMaker tasks, CallMaker calls, Request request, CancellationToken ct)
    {
        var batch = new BulkBatch();
        var writing = Task.CompletedTask;
        var customers = 0;
        for (var at = 0; at < request.Leads; at++)
        {
            var lead = life.Live(batch, maker.Next(), (double)at / request.Leads, customers < request.Customers);
            tasks.Plan(batch, lead, request.Tasks);
            calls.Make(batch, lead, request.Calls);
            if (lead.CustomerId is not null)
                customers++;
            batch = await Flush(at + 1 == request.Leads);
        }

        for (; customers < request.Customers; customers++)
        {
            life.Arrive(batch, maker.Next(), maker.Random.Double());
            batch = await Flush(customers + 1 == request.Customers);
        }

        await writing;

        // The next commit is invented while this one is written.
        async Task<BulkBatch> Flush(bool isLast)
        {
            if (!batch.IsFull && !isLast)
                return batch;
            await writing;
            var full = batch;
            writing = Task.Run(() => writer.Write(full, ct: ct), ct);
            return new();
        }
    }

    /// <summary>People who own leads; without a password, so that nobody signs in as them.</summary>
    private static async Task<Named[]> Hire(AppDb db, Business business, Instant now, CancellationToken ct)
    {
        var team = new List<Named>();
        for (var at = 0; at < People.Length; at++)
        {
            var user = new User { Name = People[at] };
            user.Email = user.UserName = $"{People[at].ToLowerInvariant().Replace(' ', '.')}@business-{business.Number}.example";
            user.NormalizedEmail = user.NormalizedUserName = user.Email.ToUpperInvariant();
            var member = TeamMember.Join(business.Id, user.Id, user.Name, Roles[at], now);
            db.Add(user);
            db.Add(member);
            team.Add(new(member.Id, member.Name));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return [.. team];
    }
}
