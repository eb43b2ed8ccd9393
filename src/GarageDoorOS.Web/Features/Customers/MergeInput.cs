using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Http;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Reads with whom a customer is merged, and whose value each field takes.</summary>
internal static class MergeInput
{
    public const string Other = "otherId", Take = "take";

    public static MergeCustomers.Request FromForm(IFormCollection form)
    {
        var errors = new FormErrors();
        if (!Guid.TryParse(form[Other], out var other)) errors.Add(Other, "Choose the customer to merge with.");
        return new(other, Choices(form.Where(f => f.Key.StartsWith(Take + ".", StringComparison.Ordinal)).Select(f => (f.Key[(Take.Length + 1)..], f.Value)), errors), errors);
    }

    public static MergeCustomers.Request FromJson(JsonBody body)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var other = json.Id(Other);
        if (other is null && !errors.Has(Other)) errors.Add(Other, "Give the id of the customer to merge with.");
        var choices = json.Words(Take).Select(word => (word.Key, (StringValues)word.Value)).ToList();
        json.Finish();
        return new(other, Choices(choices, errors), errors);
    }

    /// <summary>What comes of it must be a customer that the form would take.</summary>
    public static void Check(CustomerFacts facts, CustomerFacts mine, CustomerFacts other, FormErrors errors)
    {
        foreach (var missing in facts.WhatIsMissing()) errors.Add(missing.Field, missing.Message);
        Few("contacts", f => f.Contacts.Count);
        Few("phones", f => f.Phones.Count);
        Few("emails", f => f.Emails.Count);
        Few("addresses", f => f.Addresses.Count);
        if (facts.Notes.Length > TextRule.Notes) errors.Add("notes", "Both notes together are too long: choose one of them.");

        void Few(string field, Func<CustomerFacts, int> count) => ContactFields.Few(field, count(facts), Math.Max(count(mine), count(other)), errors);
    }

    private static Dictionary<string, MergeChoice> Choices(IEnumerable<(string Field, StringValues Value)> said, FormErrors errors)
    {
        var take = new Dictionary<string, MergeChoice>();
        foreach (var (field, value) in said)
        {
            if (!CustomerFacts.Fields.ContainsKey(field)) errors.Add($"{Take}.{field}", "A customer has no such field.");
            else if (Read(value) is { } choice && (choice != MergeChoice.Both || Merging.CanHaveBoth.Contains(field))) take[field] = choice;
            else errors.Add($"{Take}.{field}", Merging.CanHaveBoth.Contains(field) ? "This is mine, other or both." : "This is mine or other.");
        }
        return take;
    }

    private static MergeChoice? Read(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "mine" => MergeChoice.Mine,
        "other" => MergeChoice.Other,
        "both" => MergeChoice.Both,
        _ => null,
    };
}
