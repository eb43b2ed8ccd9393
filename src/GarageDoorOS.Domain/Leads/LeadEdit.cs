namespace GarageDoorOS.Domain.Leads;

/// <summary>All that a form says of a lead. A status and its reason are one thing: neither is merged without the other.</summary>
public sealed record LeadEdit(LeadFacts Facts, LeadStatus Status, string LostReason, Named? Assignee) : IMergeable<LeadEdit>
{
    private const char Because = '\n';

    /// <summary>A field as one text, to compare.</summary>
    public string? Text(string field) => field switch
    {
        LeadFields.Status => Status.Word() + Because + LostReason,
        LeadFields.AssigneeId => Assignee?.Id.ToString(),
        _ => LeadFacts.Fields[field](Facts),
    };

    public LeadEdit Taking(IReadOnlyCollection<string> fields, LeadEdit other)
    {
        var taken = this with { Facts = Facts.Taking(fields, other.Facts) };
        if (fields.Contains(LeadFields.Status)) taken = taken with { Status = other.Status, LostReason = other.LostReason };
        if (fields.Contains(LeadFields.AssigneeId)) taken = taken with { Assignee = other.Assignee };
        return taken;
    }

    public StaleEdit Against(LeadEdit now, IReadOnlyDictionary<string, string?> since)
    {
        var fields = since.Where(f => f.Key == LeadFields.AssigneeId || LeadFacts.Fields.ContainsKey(f.Key)).ToDictionary();
        if (since.ContainsKey(LeadFields.Status) || since.ContainsKey(LeadFields.LostReason))
            fields[LeadFields.Status] = since.GetValueOrDefault(LeadFields.Status, now.Status.Word()) + Because + since.GetValueOrDefault(LeadFields.LostReason, now.LostReason);

        var stale = StaleEdit.Of(fields, Text, now.Text);
        // One cleared the name, the other the company: together nothing would be left to call the lead by.
        if (Taking(stale.Theirs, now).Facts.HasName) return stale;
        string[] names = [LeadFields.Name, LeadFields.Company];
        return new([.. stale.Theirs.Except(names)], [.. stale.Both.Union(stale.Theirs.Intersect(names))]);
    }
}
