using Bogus;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data.Bulk;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Lets an invented lead live: when it came, who works it, how far it got, and the lines that this leaves on its timeline.</summary>
internal sealed class LeadLife(Guid businessId, Randomizer random, Instant now, Named[] team, string[] lostReasons)
{
    public const int Days = 730;

    // Calls peak before work and after it.
    private static readonly int[] Hours = [6, 7, 7, 8, 8, 9, 9, 10, 11, 12, 13, 14, 15, 16, 17, 17, 18, 18, 19, 20];

    /// <summary>Puts the lead into the batch, and its customer if it became one.</summary>
    public Lead Live(BulkBatch batch, LeadFacts facts, double place, bool mayConvert)
    {
        var came = Came(place);
        var assignee = random.Bool(0.7f) ? random.ArrayElement(team) : null;
        var actor = assignee is null ? Actor.System : new Actor(ActorKind.TeamMember, assignee.Id, assignee.Name);
        var lead = Lead.Open(businessId, facts, assignee, came);
        batch.Leads.Add(lead);
        batch.Activities.Add(Activity.Note(lead, actor, ActivityKinds.Created, came));

        var then = Min(came + Duration.FromMinutes(random.Int(3, 60 * 24 * 6)), now);
        var end = End((now - came).TotalDays, mayConvert);
        if (end == LeadStatus.Converted)
            Convert(batch, lead, actor, then);
        else if (end != LeadStatus.New)
            Note(batch, lead, actor, ActivityKinds.Changed, then, Move(lead, end, then));
        return lead;
    }

    /// <summary>A customer that no lead stands behind.</summary>
    public void Arrive(BulkBatch batch, LeadFacts facts, double place)
    {
        var customer = Customer.Create(businessId, Wanted(facts), Came(place));
        batch.Customers.Add(customer);
        batch.Activities.Add(Activity.Note(customer, Actor.System, ActivityKinds.Created, customer.CreatedAt));
    }

    private void Convert(BulkBatch batch, Lead lead, Actor actor, Instant then)
    {
        var customer = Customer.Create(businessId, Wanted(lead.Facts), then);
        batch.Customers.Add(customer);
        batch.Conversions.Add(Conversion.Of(lead, customer.Id, ConversionWay.Created, null, then));
        Note(batch, lead, actor, ActivityKinds.Converted, then, lead.ConvertInto(customer.Id, then));
        batch.Activities.Add(Activity.Note(customer, actor, ActivityKinds.Created, then));
    }

    private IReadOnlyList<FieldChange> Move(Lead lead, LeadStatus end, Instant then) =>
        lead.MoveTo(end, end == LeadStatus.Unqualified ? "Out of area" : random.ArrayElement(lostReasons), then)
            .Match(changes => changes, problem => throw new InvalidOperationException($"A seeded lead was refused: {problem}"));

    private void Note(BulkBatch batch, Lead lead, Actor actor, string what, Instant at, IReadOnlyList<FieldChange> changes) =>
        batch.Activities.AddRange(changes.Select(change => Activity.Note(lead, actor, what, at, change)));

    private static CustomerFacts Wanted(LeadFacts lead) => lead.ToCustomer(lead.LikelyType());

    // A young lead is open; an old one has come to its end, or was forgotten.
    private LeadStatus End(double age, bool mayConvert)
    {
        var open = age < 3 ? 92 : age < 14 ? 55 : age < 60 ? 25 : 10;
        if (random.Int(0, 99) < open)
            return random.Int(0, 9) switch { < 4 => LeadStatus.New, < 8 => LeadStatus.Contacted, _ => LeadStatus.Qualified };
        return random.Int(0, 99) switch
        {
            < 42 => mayConvert ? LeadStatus.Converted : LeadStatus.Qualified,
            < 82 => LeadStatus.Lost,
            _ => LeadStatus.Unqualified,
        };
    }

    /// <summary>From 0, the first day, to 1, today; always before now.</summary>
    private Instant Came(double place)
    {
        var day = now - Duration.FromDays(Days * (1 - place));
        var midnight = Instant.FromUnixTimeSeconds(day.ToUnixTimeSeconds() / 86_400 * 86_400);
        var called = midnight + Duration.FromHours(random.ArrayElement(Hours) + 6) + Duration.FromSeconds(random.Int(0, 3_599));
        return called < now ? called : now - Duration.FromSeconds(random.Int(30, 20_000));
    }

    private static Instant Min(Instant a, Instant b) => a < b ? a : b;
}
