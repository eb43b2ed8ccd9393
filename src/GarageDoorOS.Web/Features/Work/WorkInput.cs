using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Http;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Reads what was sent about an estimate or a job, gathering what is wrong with it; null for <paramref name="stored"/> where it is new.</summary>
public delegate WorkInput ReadWork(WorkRecord? stored, FormErrors errors);

/// <summary>What a form or a JSON body makes of an estimate or a job; customer and status count only where it is new.</summary>
public sealed record WorkInput(WorkFacts Facts, WorkStatus Status, Guid? CustomerId, int? Version)
{
    private const string NoDate = "This is no date: it looks like 2026-11-25.";

    public static WorkInput FromJson(JsonBody body, WorkKind what, WorkRecord? stored, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "leadId", "estimateId", "createdAt", "updatedAt");
        var (was, customer, word) = (stored?.Facts ?? new(), json.Id("customerId"), json.Text("status"));
        var facts = was with
        {
            Title = json.Has("title") ? json.Text("title") ?? "" : was.Title,
            Amount = json.Has("amount") ? json.Money("amount") : was.Amount,
            Date = json.Has("date") ? ReadDate(json.Text("date"), errors) : was.Date,
            Notes = json.Has("notes") ? json.Text("notes", TextRule.Notes) ?? "" : was.Notes,
        };
        var status = word is null ? stored?.Status ?? what.First : ReadStatus(word, what, errors, stored);
        if (stored is not null && customer is not null && customer != stored.CustomerId) errors.Add("customerId", $"{what.One[..1].ToUpperInvariant()}{what.One[1..]} stays with its customer.");
        if (stored is not null && word is not null && status != stored.Status) errors.Add("status", $"Change it with PUT /api{what.Path}/{stored.Id}/status.");
        var version = json.Number("version");
        json.Finish();
        return Checked(new(facts, status, customer, version), errors);
    }

    /// <summary>A field whose «use theirs» is ticked stays as it is.</summary>
    public static WorkInput FromForm(IFormCollection form, WorkKind what, WorkRecord? stored, FormErrors errors)
    {
        var was = stored?.Facts ?? new();
        var facts = new WorkFacts
        {
            Title = form.Line("title", was.Title, errors),
            Amount = Amount(form["amount"], errors),
            Date = ReadDate(form["date"], errors),
            Notes = form.Lines("notes", was.Notes, errors),
        };
        var status = stored?.Status ?? (form["status"].ToString() is { Length: > 0 } word ? ReadStatus(word, what, errors) : what.First);
        return Checked(new(facts.Taking([.. form["take"].OfType<string>()], was), status, Guid.TryParse(form["customerId"], out var id) ? id : null, Number(form["version"])), errors);
    }

    /// <summary>A status that may be set; the one that <paramref name="stored"/> has may be put back.</summary>
    public static WorkStatus ReadStatus(string? word, WorkKind what, FormErrors errors, WorkRecord? stored = null)
    {
        if (WorkStatuses.Read(word) is { } status && (what.Settable.Contains(status) || status == stored?.Status)) return status;
        if (!errors.Has("status")) errors.Add("status", $"A status is one of {what.SettableWords}.");
        return what.First;
    }

    public static LocalDate? ReadDate(string? typed, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (LocalDatePattern.Iso.Parse(typed.Trim()) is { Success: true, Value: { Year: >= 1900 and <= 9999 } date }) return date;
        errors.Add("date", NoDate);
        return null;
    }

    public static int? Number(string? typed) => int.TryParse(typed, out var number) ? number : null;

    private static decimal? Amount(string? typed, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Money.TryParse(typed, out var amount)) return amount;
        errors.Add("amount", "This is no amount: it looks like 1,200 or 1200.50.");
        return null;
    }

    private static WorkInput Checked(WorkInput input, FormErrors errors)
    {
        foreach (var missing in input.Facts.WhatIsMissing(input.Status).Where(m => !errors.Has(m.Field)).ToList()) errors.Add(missing.Field, missing.Message);
        return input;
    }
}
