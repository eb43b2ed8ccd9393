using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>What is written in one commit: new records of one business, with the lines of their timelines.</summary>
public sealed class BulkBatch
{
    /// <summary>More would keep other writers waiting for longer than they should.</summary>
    public const int Most = 500;

    public List<Lead> Leads { get; } = new(Most);
    public List<Customer> Customers { get; } = [];
    public List<Conversion> Conversions { get; } = [];
    public List<NurtureTask> Tasks { get; } = [];
    public List<Call> Calls { get; } = [];
    public List<Activity> Activities { get; } = new(Most);

    public bool IsFull => Leads.Count + Customers.Count >= Most;
    public bool IsEmpty => Leads.Count + Customers.Count == 0;
}
