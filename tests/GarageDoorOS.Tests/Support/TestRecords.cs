using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Domain.Work;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>One record of each kind in a business, made past all doors.</summary>
public sealed record TestRecords(TestBusiness Business, Guid Lead, Guid Customer, Guid Import, Guid Member, Guid Invitation, Guid Message, Guid Estimate, Guid Job, Guid Task)
{
    private static int count;

    private Guid BusinessId { get; init; } = Business.Id;
    private Guid Source { get; init; } = Guid.CreateVersion7();
    private Guid LostReason { get; init; } = Guid.CreateVersion7();
    private Guid ApiKey { get; init; } = Guid.CreateVersion7();
    private Guid Role { get; init; } = Guid.CreateVersion7();
    private Guid Mapping { get; init; } = Guid.CreateVersion7();
    private Guid View { get; init; } = Guid.CreateVersion7();
    private Guid Enrolment { get; init; } = Guid.CreateVersion7();
    private Guid Cadence { get; init; } = Guid.CreateVersion7();
    private Guid Call { get; init; } = Guid.CreateVersion7();

    public static async Task<TestRecords> In(TestBusiness business, TestMember? assignee = null)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var number = Interlocked.Increment(ref count);
        PhoneNumber[] Phone(int from) => [PhoneNumber.Read($"512 555 {from + number % 5000:D4}", "US")];
        var lead = global::GarageDoorOS.Domain.Leads.Lead.Open(
            business.Id, new() { Name = $"Lead {number}", Notes = "Opener hums.", EstimatedValue = 1200, Phones = Phone(0) },
            assignee is null ? null : new(assignee.Id, assignee.Name), now);
        var customer = global::GarageDoorOS.Domain.Customers.Customer.Create(business.Id, new() { Name = $"Customer {number}", Phones = Phone(5000) }, now);
        var mapping = SavedMapping.Under(business.Id, ImportKind.Leads, $"List {number}", """{"Who":"name"}""", now);
        var import = global::GarageDoorOS.Domain.Imports.Import.Upload(business.Id, global::GarageDoorOS.Domain.Imports.ImportKind.Leads, "leads.csv", 0, Actor.System, now);
        var member = await business.Member("lead_viewer");
        var invitation = global::GarageDoorOS.Domain.Businesses.Invitation.Offer(business.Id, $"invited{number}@example.com", "sales", $"{number:x64}", "Grace", now);
        var message = OutgoingMessage.Write(business.Id, MessageKind.Invitation, invitation.Email, "Come", "", invitation.Id, now, Duration.FromDays(1));
        message.Missed("Nobody there.", never: true, now);
        var source = global::GarageDoorOS.Domain.Businesses.Source.Add(business.Id, $"Source {number}", now);
        var reason = global::GarageDoorOS.Domain.Businesses.LostReason.Add(business.Id, $"Reason {number}", 100 + number);
        var role = OwnRole.Make(business.Id, $"Role {number}", LeadScope.All, [Permission.LeadsView], [], now);
        var estimate = WorkRecord.Open<Estimate>(business.Id, customer.Id, new() { Title = $"Estimate {number}", Amount = 1200 }, WorkStatus.Approved, now);
        var job = WorkRecord.Open<Job>(business.Id, customer.Id, new() { Title = $"Job {number}" }, WorkStatus.Unscheduled, now);
        var view = SavedView.Save(business.Id, member.Id, $"View {number}", "status=new", now);
        var task = NurtureTask.Plan(business.Id, lead.Id, new(TaskKind.Call, $"Task {number}", new(now.InUtc().Date, null), null), now);
        var cadence = global::GarageDoorOS.Domain.Nurture.Cadence.Write(business.Id, ReadyCadences.All["quote-given"] with { Name = $"Cadence {number}" }, now);
        var enrolment = global::GarageDoorOS.Domain.Nurture.Enrolment.Start(cadence, lead.Id, Actor.System, now);
        var call = global::GarageDoorOS.Domain.Calls.Call.Noted(business.Id, new(lead.Id, null), CallDirection.Outbound, member.Id, "+15125550143", TaskOutcome.NoAnswer, null, now);
        var (_, key) = await business.NewKey("lead_viewer");
        await business.InDb(db =>
        {
            db.AddRange(lead, customer, import, mapping, invitation, message, source, reason, role, estimate, job, view, task, cadence, enrolment, call);
            db.Entry(import).Property(i => i.State).CurrentValue = ImportState.Done;
            return db.SaveChangesAsync();
        });
        await business.Nurturing(); // else its tasks would be refused to everybody
        return new(business, lead.Id, customer.Id, import.Id, member.Id, invitation.Id, message.Id, estimate.Id, job.Id, task.Id) { Source = source.Id, LostReason = reason.Id, ApiKey = key, Role = role.Id, Mapping = mapping.Id, View = view.Id, Enrolment = enrolment.Id, Cadence = cadence.Id, Call = call.Id };
    }

    /// <summary>Ids that nobody has.</summary>
    public static TestRecords Nowhere(TestBusiness business) => new(business, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()) { BusinessId = Guid.CreateVersion7() };

    /// <summary>Whose id an address wants, by the words in it.</summary>
    public Guid IdFor(string pattern) =>
        pattern.Contains("passkeys") ? Guid.Empty // a person's own, of no business
        : pattern.Contains("invitations") ? Invitation
        : pattern.Contains("messages") ? Message
        : pattern.Contains("team") ? Member
        : pattern.Contains("/calls/{") ? Call
        : pattern.Contains("/mappings/") ? Mapping
        : pattern.Contains("import") ? Import
        : pattern.Contains("estimates") ? Estimate
        : pattern.Contains("jobs") ? Job
        : pattern.Contains("/views/") ? View
        : pattern.Contains("/tasks/{") ? Task
        : pattern.Contains("/enrolments/{") ? Enrolment
        : pattern.Contains("/cadences/{") ? Cadence
        : pattern.Contains("customers") ? Customer
        : pattern.Contains("leads") ? Lead
        : pattern.Contains("/sources/") ? Source
        : pattern.Contains("/lost-reasons/") ? LostReason
        : pattern.Contains("/api-keys/") ? ApiKey
        : pattern.Contains("/roles/") ? Role
        : pattern.Contains("businesses") || pattern.Contains("/hooks/") || pattern.Contains("/unsubscribe/") ? BusinessId
        : throw new InvalidOperationException($"Say in TestRecords which record {pattern} is about.");

    /// <summary>All that these records are now, and how long their timelines are.</summary>
    public Task<string> Snapshot() => Business.InDb(async db =>
    {
        var lead = await db.Leads.AsNoTracking().SingleAsync(l => l.Id == Lead);
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == Customer);
        var import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == Import);
        var source = await db.Sources.AsNoTracking().SingleAsync(s => s.Id == Source);
        var reason = await db.LostReasons.AsNoTracking().SingleAsync(r => r.Id == LostReason);
        var key = await db.ApiKeys.AsNoTracking().SingleAsync(k => k.Id == ApiKey);
        var role = await db.OwnRoles.AsNoTracking().SingleAsync(r => r.Id == Role);
        var settings = await db.Businesses.Where(b => b.Id == Business.Id).Select(b => new { b.Version, b.RequiresSecondFactor }).SingleAsync();
        var lists = (await db.Sources.CountAsync(), await db.LostReasons.CountAsync(), await db.ApiKeys.CountAsync(k => k.Name == "Taken over"), await db.OwnRoles.CountAsync(), await db.SavedMappings.CountAsync(), await db.MailAccounts.CountAsync(), await db.SmsAccounts.CountAsync(), await db.TelephonyAccounts.CountAsync(), await db.Consents.CountAsync(), await db.SendingRules.CountAsync());
        var lines = await db.Activities.CountAsync();
        var member = await db.TeamMembers.AsNoTracking().SingleAsync(m => m.Id == Member);
        var invitation = await db.Invitations.AsNoTracking().SingleAsync(i => i.Id == Invitation);
        var message = await db.Set<OutgoingMessage>().AsNoTracking().SingleAsync(m => m.Id == Message);
        var estimate = await db.Estimates.AsNoTracking().SingleAsync(e => e.Id == Estimate);
        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == Job);
        var view = await db.SavedViews.AsNoTracking().SingleAsync(v => v.Id == View);
        var cadence = await db.Cadences.AsNoTracking().SingleAsync(c => c.Id == Cadence);
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == Call);
        return string.Join("\n", call.Version, call.Outcome, await db.Calls.CountAsync(),
            JsonSerializer.Serialize(lead.Facts), lead.Status, lead.Version, lead.AssigneeId, lead.DeletedAt, lead.CustomerId, lead.UpdatedAt,
            JsonSerializer.Serialize(customer.Facts), customer.Version, customer.DeletedAt, customer.UpdatedAt,
            import.State, import.Rows, lines,
            JsonSerializer.Serialize(member), JsonSerializer.Serialize(invitation), JsonSerializer.Serialize(message),
            source.Version, source.MergedIntoId, source.RetiredAt, reason.Version, reason.MergedIntoId, reason.RetiredAt, reason.Position, key.RevokedAt, role.Version, settings, lists,
            view.Name, view.Query, view.Version, view.OwnerId, cadence.Name, cadence.Version, cadence.DeletedAt, await db.Cadences.CountAsync(),
            estimate.Title, estimate.Status, estimate.Version, estimate.DeletedAt, job.Title, job.Status, job.Version, job.DeletedAt);
    });
}
