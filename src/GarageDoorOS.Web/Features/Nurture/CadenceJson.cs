using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>A cadence, in JSON: its steps in their order, what starts it, and what ends it.</summary>
public sealed record CadenceJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "on", "steps", "starts", "stopsOn", "perDay", "inAll", "closesAfterDays", "closesAs"];

    public required Guid Id { get; init; }

    /// <summary>Unique in the business, ignoring case and accents.</summary>
    public required string Name { get; init; }

    /// <summary>Off, no lead starts it; those in it go on.</summary>
    public required bool On { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }
    public required Start Starts { get; init; }

    /// <summary>What takes a lead out of it: reply, reached, booked. One that is converted, closed or deleted, or wants to hear nothing, leaves in any case.</summary>
    public required IReadOnlyList<string> StopsOn { get; init; }

    /// <summary>At most so many steps a day for one lead, whatever cadences they come from: 1 to 20; null is no limit.</summary>
    public required int? PerDay { get; init; }

    /// <summary>At most so many steps of it for one lead, however often it begins anew: 1 to 200; null is no limit.</summary>
    public required int? InAll { get; init; }

    /// <summary>So many days after the last step a lead of which nothing was heard is closed: 1 to 365; null, as closesAs, is never.</summary>
    public required int? ClosesAfterDays { get; init; }

    /// <summary>The lost reason with which it is closed, one of the business's own.</summary>
    public required string? ClosesAs { get; init; }

    /// <summary>How many leads are in it now, of those that the caller sees; null for who sees none.</summary>
    public required int? Leads { get; init; }

    /// <summary>Only sent, with PUT: what becomes of leads that are in it. go_on, by the new steps, or stop, with their open step cancelled. Default: go_on.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? LeadsInIt { get; init; }
    public required int Version { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>
    /// What to do, so long after the step before it was done (the first: after it began); 0 is at once, 400 days is the longest. <c>time</c> is a time of
    /// day such as 09:00, for days and weeks only; <c>workingDays</c>: only while the business works, as it is unless false is sent. Sent with its
    /// <c>id</c> it is the same step, for the leads that are at it. <c>text</c>, and for e-mail <c>subject</c>: what is written to the lead, as a Liquid template that may
    /// name lead.first_name, lead.name, lead.company, lead.address, lead.source, lead.value, assignee.first_name, assignee.name and business.name. <c>automatic</c>: it goes out
    /// by itself, for texts and e-mails only; with days and weeks it then wants a <c>time</c>.
    /// </summary>
    public sealed record Step(Guid Id, TaskKind Kind, string Title, int Wait, WaitUnit Unit, string? Time, bool WorkingDays, string Subject, string Text, bool Automatic);

    /// <summary>Which open leads begin it by themselves when they arrive or change; empty lists and missing ends take all. Sources are named.</summary>
    public sealed record Start(bool ByItself, IReadOnlyList<LeadStatus> Statuses, IReadOnlyList<string> Sources, decimal? ValueFrom, decimal? ValueTo);

    public static CadenceJson Of(Cadence cadence, CadenceLists lists, int? leads) => new()
    {
        Id = cadence.Id,
        Name = cadence.Name,
        On = cadence.IsOn,
        Steps = [.. cadence.Steps.Select(s => new Step(s.Id, s.Kind, s.Title, s.Wait, s.Unit, s.At, s.OnWorkingDays, s.Subject, s.Text, s.GoesByItself))],
        Starts = new(cadence.Starts.ByItself, cadence.Starts.Statuses, lists.Names(cadence.Starts.Sources), cadence.Starts.ValueFrom, cadence.Starts.ValueTo),
        StopsOn = [.. CadenceForm.StopWords(cadence.Facts)],
        PerDay = cadence.PerDay,
        InAll = cadence.InAll,
        ClosesAfterDays = cadence.ClosesAfterDays,
        ClosesAs = cadence.ClosesAs.Length > 0 ? lists.Reason(cadence.ClosesAs) : null,
        Leads = leads,
        Version = cadence.Version,
        CreatedAt = cadence.CreatedAt,
    };

    public static IResult Ok(HttpResponse response, CadenceJson cadence)
    {
        response.ETag(cadence.Version);
        return TypedResults.Ok(cadence);
    }
}
