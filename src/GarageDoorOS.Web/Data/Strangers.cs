using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>What follows where somebody writes or calls by themselves: a stranger is a lead, and whoever waits for a word is to get it. Saved by whoever calls.</summary>
public sealed class Strangers(AppDb db, CurrentBusiness business)
{
    /// <summary>The number is all that is known of them, and so their name.</summary>
    public Lead Open(PhoneNumber phone, Named? source, string notes, Actor by, Instant now)
    {
        var lead = Lead.Open(db.BusinessId, new() { Name = phone.Display(business.PhoneCountry), Phones = [phone], Source = source, Notes = notes }, assignee: null, now);
        db.Add(lead);
        db.Note(lead, by, ActivityKinds.Created, now);
        return lead;
    }

    /// <summary>Plans a word for an open lead that waits for one, however often they ask for it.</summary>
    public async Task PlanWord(Lead lead, TaskKind kind, string title, TaskDue due, Instant now, CancellationToken ct)
    {
        if (!business.IsNurturing || !lead.Status.IsOpen() || await db.NurtureTasks.AnyAsync(t => t.LeadId == lead.Id && t.State == TaskState.Pending && t.Title == title, ct)) return;
        db.Add(NurtureTask.Plan(db.BusinessId, lead.Id, new(kind, title, due, null), now));
    }
}
