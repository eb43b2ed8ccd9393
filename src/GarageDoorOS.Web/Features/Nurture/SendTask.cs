using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Does a task to text or to write by doing it: the words of its step are filled in, a person reads them over and sends them.</summary>
public sealed class SendTask(AppDb db, Tasks tasks, StepTexts texts, LeadPost post, CompleteTask complete, CurrentUser user, CurrentBusiness business)
{
    /// <summary><c>address</c>: one of the lead's; left out, its first. Without a text, that of the cadence's step goes out.</summary>
    public sealed record Body(string? Address, string? Subject, string? Text);

    public sealed record Request(string? Address, string? Subject, string? Text, FormErrors Errors);

    public static async Task<IResult> Form(Guid id, SendTask send, HttpContext context, Html html, CancellationToken ct) => await send.Dialog(id, null, null, context, html, ct);

    public static async Task<IResult> FromPage(Guid id, SendTask send, TaskForms forms, CurrentBusiness business, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var errors = new FormErrors();
        var request = new Request(
            typed["address"].ToString().OrNull(), TextRule.Read(PlainText.OneLine(typed["subject"]), "subject", LeadMessage.LongestSubject, errors) ?? "",
            TextRule.Read(PlainText.Lines(typed["text"]), "text", LeadMessage.LongestMail, errors) ?? "", errors);
        var sent = await send.Handle(id, request, ct);
        if (sent.IsOk) return await NurtureAnswer.WithNext(context, sent.Value, forms, business.Today, ct);
        if (sent.Problem is not (Problem.Invalid or Problem.Conflict)) return sent.Problem.ToPage();
        return await send.Dialog(id, request with { Subject = typed["subject"].ToString(), Text = typed["text"].ToString() }, sent.Problem, context, html, ct);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, SendTask send, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Text("address")?.Trim().OrNull(), json.Text("subject", LeadMessage.LongestSubject), json.Text("text", LeadMessage.LongestMail), errors);
        json.Finish();
        return (await send.Handle(id, request, ct)).Match(sent => TaskJson.Ok(response, sent.Task), problem => problem.ToJson());
    }

    public Task<Result<Tasks.Changed>> Handle(Guid id, Request request, CancellationToken ct) => tasks.With(id, async (lead, task, now) =>
    {
        if (!task.IsPending || ChannelOf(task) is not { } channel) return new Problem.Conflict("task_not_written", "Only a text or an e-mail that is still to be written can be sent.");
        var filled = request.Text is null ? await Words(task, lead, ct) : null;
        if (filled?.Wrong is { } wrong && !request.Errors.Has("text")) request.Errors.Add("text", wrong);
        var subject = channel == MessageChannel.Email ? request.Subject ?? filled?.Subject ?? "" : "";
        var written = await post.Write(lead, new(channel, request.Address, subject, request.Text ?? filled?.Text ?? ""), request.Errors, user.Actor, now, ct);
        return written.IsOk ? await complete.Close(lead, task, TaskOutcome.Sent, "", now, ct) : written.Problem;
    }, ct);

    internal static MessageChannel? ChannelOf(NurtureTask task) => task.Kind switch { TaskKind.Text => MessageChannel.Text, TaskKind.Email => MessageChannel.Email, _ => null };

    /// <summary>What its cadence says for this lead; nothing where it says nothing.</summary>
    private async Task<StepTexts.Filled> Words(NurtureTask task, Domain.Leads.Lead lead, CancellationToken ct)
    {
        var step = task.EnrolmentId is null ? null : await db.Enrolments.AsNoTracking().Where(e => e.TaskId == task.Id).Select(e => e.Step).FirstOrDefaultAsync(ct);
        return step is null || step.Id != task.StepId ? new("", "", null) : await texts.Of(step, lead, ct);
    }

    private async Task<IResult> Dialog(Guid id, Request? typed, Problem? problem, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await tasks.Shown(id, ct);
        if (!shown.IsOk) return shown.Problem.ToPage();
        var (lead, task) = shown.Value;
        if (!task.IsPending || ChannelOf(task) is not { } channel) return new Problem.Conflict("task_not_written", "Only a text or an e-mail that is still to be written can be sent.").ToPage();
        var filled = typed is null ? await Words(task, lead, ct) : null;
        return html.Page<SendTaskDialog>(new
        {
            Task = task,
            Lead = lead.Title,
            Form = new MessageFields.Model(channel, [.. lead.AddressesFor(channel)], business.PhoneCountry, typed?.Address, typed?.Subject ?? filled?.Subject, typed?.Text ?? filled?.Text),
            Notice = (problem as Problem.Conflict)?.Detail,
            Errors = problem is Problem.Invalid ? FormErrors.Of(problem) : FormErrors.None,
            AsPage = !context.IsHtmx(),
        }, problem switch { null => 200, Problem.Conflict => 409, _ => 422 });
    }
}
