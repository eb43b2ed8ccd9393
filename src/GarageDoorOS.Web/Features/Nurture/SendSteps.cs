using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>
/// Writes to leads what goes by itself, when its step is due. What may not go out now waits, and says until when; what cannot go out at all is
/// left to a person, and says why: nothing holds a cadence up.
/// </summary>
public sealed class SendSteps(AppDb db, CurrentBusiness business, AutomaticSteps steps, CadenceRuns runs, StepTexts texts, LeadPost post, SendingGate gate)
{
    /// <summary>Nobody is written to at midnight because a day alone was chosen.</summary>
    private static readonly LocalTime Morning = new(9, 0);

    /// <summary>True where there may be more.</summary>
    public Task<bool> Handle(CancellationToken ct) => steps.Take(t => t.StepId != CadenceStep.ClosingId, (lead, task, enrolment, now) => Send(lead, task, enrolment, now, ct), ct);

    private async Task Send(Lead lead, NurtureTask task, Enrolment enrolment, Instant now, CancellationToken ct)
    {
        var step = enrolment.Step!;
        var local = now.InZone(business.Zone).LocalDateTime;
        if (task.Due is { At: null, On: var day } && day == local.Date && local.TimeOfDay < Morning)
        {
            Wait(task, enrolment, new(day, Morning), enrolment.Why);
            return;
        }
        var channel = step.Kind == TaskKind.Text ? MessageChannel.Text : MessageChannel.Email;
        var (address, filled) = (lead.AddressFor(channel), await texts.Of(step, lead, ct));
        if (await WhyNot(channel, address, filled, ct) is { } why) ByHand(task, enrolment, why);
        else if (await gate.Ask(lead, channel, address!, now, ct) is var verdict and not Verdict.Go) await Refused(lead, task, enrolment, verdict, now, ct);
        else
        {
            post.Send(lead, LeadMessage.To(db.BusinessId, lead.Id, channel, address!, filled.Subject, filled.Text, enrolment.Id, Actor.System, now), Actor.System, now);
            task.Complete(TaskOutcome.Sent, "", makesContacted: false, Actor.System, now);
            await runs.AfterClosing(lead, task, Actor.System, now, ct);
        }
    }

    private async Task Refused(Lead lead, NurtureTask task, Enrolment enrolment, Verdict verdict, Instant now, CancellationToken ct)
    {
        switch (verdict)
        {
            case Verdict.Wait(var until, var why):
                var local = until.InZone(business.Zone).LocalDateTime;
                Wait(task, enrolment, new(local.Date, new(local.Hour, local.Minute)), why);
                break;
            case Verdict.No { IsTheirWish: true } no:
                task.Skip(no.Why, Actor.System, now);
                db.Note(lead, Actor.System, ActivityKinds.TaskSkipped, now, [new("task", task.Title, no.Why)]);
                await runs.AfterClosing(lead, task, Actor.System, now, ct);
                break;
            case Verdict.No no:
                ByHand(task, enrolment, no.Why);
                break;
        }
    }

    private static void Wait(NurtureTask task, Enrolment enrolment, TaskDue until, string why)
    {
        task.WaitUntil(until);
        enrolment.Explain(until, why);
    }

    private static void ByHand(NurtureTask task, Enrolment enrolment, string why)
    {
        task.NeedsHand();
        enrolment.Explain(task.Due, $"It did not go out by itself: {why}");
    }

    private async Task<string?> WhyNot(MessageChannel channel, string? address, StepTexts.Filled filled, CancellationToken ct)
    {
        var isText = channel == MessageChannel.Text;
        if (address is null) return isText ? "there is no number to text" : "there is no e-mail address";
        if (!await db.CanWriteBy(channel, ct)) return isText ? "texts to leads are not set up" : "e-mail to leads is not set up";
        if (filled.Wrong is { } wrong) return $"its text says: {wrong.TrimEnd('.')}";
        if (filled.Text.Length == 0) return "its text is empty for this lead";
        return filled.Text.Length > (isText ? LeadMessage.LongestText : LeadMessage.LongestMail) || filled.Subject.Length > LeadMessage.LongestSubject ? "its text is too long for this lead" : null;
    }
}
