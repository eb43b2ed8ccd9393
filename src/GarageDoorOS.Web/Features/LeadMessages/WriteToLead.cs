using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.LeadMessages.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Writes a text or a mail to a lead, by the account of the business.</summary>
public sealed class WriteToLead(AppDb db, LeadPost post, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary><c>channel</c>: text or email. <c>address</c>: one of the lead's; left out, its first. A text has no subject, and at most 1,600 characters.</summary>
    public sealed record Body(string Channel, string? Address, string? Subject, string Text);

    public sealed record Request(MessageChannel? Channel, string? Address, string Subject, string Text, FormErrors Errors);

    public static async Task<IResult> Form(Guid id, string? channel, WriteToLead write, HttpContext context, Html html, CancellationToken ct) =>
        await write.Dialog(id, new(MessageWords.ReadChannel(channel) ?? MessageChannel.Text, null, "", "", FormErrors.None), null, context, html, ct);

    public static async Task<IResult> FromPage(Guid id, WriteToLead write, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var errors = new FormErrors();
        var request = new Request(
            MessageWords.ReadChannel(typed["channel"]), typed["address"].ToString().OrNull(), TextRule.Read(PlainText.OneLine(typed["subject"]), "subject", LeadMessage.LongestSubject, errors) ?? "",
            TextRule.Read(PlainText.Lines(typed["text"]), "text", LeadMessage.LongestMail, errors) ?? "", errors);
        var written = await write.Handle(id, request, ct);
        if (written.IsOk) return Done.Answer(context, $"Your {(written.Value.Channel == MessageChannel.Text ? "text" : "e-mail")} is on its way to {written.Value.Address}.", "leads-changed", $"/leads/{id}");
        if (written.Problem is not (Problem.Invalid or Problem.Conflict)) return written.Problem.ToPage();
        return await write.Dialog(id, request with { Subject = typed["subject"].ToString(), Text = typed["text"].ToString() }, written.Problem, context, html, ct);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, WriteToLead write, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(
            MessageWords.ReadChannel(json.Text("channel")), json.Text("address")?.Trim().OrNull(), PlainText.OneLine(json.Text("subject", LeadMessage.LongestSubject)),
            PlainText.Lines(json.Text("text", LeadMessage.LongestMail)), errors);
        json.Finish();
        return (await write.Handle(id, request, ct)).Match(written => Results.Created($"/api/leads/{id}/messages", LeadMessageJson.Of(written)), problem => problem.ToJson());
    }

    public Task<Result<LeadMessage>> Handle(Guid leadId, Request request, CancellationToken ct) => db.InTransaction<Result<LeadMessage>>(async () =>
    {
        if (await db.Held<Lead>(leadId).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct) is not { } lead) return new Problem.NotFound();
        if (request.Channel is null && !request.Errors.Has("channel")) request.Errors.Add("channel", "A message is a text or an email.");
        var written = await post.Write(lead, new(request.Channel ?? MessageChannel.Text, request.Address, request.Subject, request.Text), request.Errors, user.Actor, clock.GetCurrentInstant(), ct);
        if (written.IsOk) await db.SaveChangesAsync(ct);
        return written;
    }, ct);

    private async Task<IResult> Dialog(Guid leadId, Request typed, Problem? problem, HttpContext context, Html html, CancellationToken ct)
    {
        if (await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == leadId && l.DeletedAt == null, ct) is not { } lead) return new Problem.NotFound().ToPage();
        var channel = typed.Channel ?? MessageChannel.Text;
        var form = new MessageFields.Model(channel, [.. lead.AddressesFor(channel)], business.PhoneCountry, typed.Address, typed.Subject, typed.Text);
        return html.Page<WriteDialog>(new
        {
            Lead = lead.Id,
            lead.Title,
            Form = form,
            Notice = (problem as Problem.Conflict)?.Detail,
            Errors = problem is Problem.Invalid ? FormErrors.Of(problem) : FormErrors.None,
            AsPage = !context.IsHtmx(),
        }, problem switch { null => 200, Problem.Conflict => 409, _ => 422 });
    }
}
