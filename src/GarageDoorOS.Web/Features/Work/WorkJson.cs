using System.Text.Json.Serialization;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>An estimate or a job as the API gives it. Instants are UTC, the date is one of the business's calendar; what was never said is null.</summary>
public sealed record WorkJson
{
    public required Guid Id { get; init; }
    public required Guid CustomerId { get; init; }
    public required string Title { get; init; }
    public required WorkStatus Status { get; init; }

    /// <summary>In the business's currency.</summary>
    public required decimal? Amount { get; init; }
    public required LocalDate? Date { get; init; }

    /// <summary>Left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notes { get; init; }

    /// <summary>The lead at whose conversion it was made.</summary>
    public required Guid? LeadId { get; init; }

    /// <summary>Of a job only: the estimate of which it was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? EstimateId { get; init; }
    public required int Version { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    public static WorkJson InList(WorkRecord work) => new()
    {
        Id = work.Id,
        CustomerId = work.CustomerId,
        Title = work.Title,
        Status = work.Status,
        Amount = work.Amount,
        Date = work.Date,
        LeadId = work.LeadId,
        EstimateId = (work as Job)?.EstimateId,
        Version = work.Version,
        CreatedAt = work.CreatedAt,
        UpdatedAt = work.UpdatedAt,
    };

    public static WorkJson Of(WorkRecord work) => InList(work) with { Notes = work.Notes };

    /// <summary>The answer that carries it, with its version as ETag.</summary>
    public static IResult Ok(HttpResponse response, WorkRecord work)
    {
        response.ETag(work.Version);
        return TypedResults.Ok(Of(work));
    }

    public static IResult Created(HttpResponse response, WorkRecord work)
    {
        response.ETag(work.Version);
        return TypedResults.Created($"/api{work.What.Path}/{work.Id}", Of(work));
    }
}
