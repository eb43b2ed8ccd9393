using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Shows what a step writes, as one of the leads would get it.</summary>
public sealed class StepPreviews(AppDb db, CurrentUser user, StepTexts texts)
{
    private const int Offered = 20;

    /// <summary>A template, and the id of the lead that it is filled for.</summary>
    public sealed record Request(Guid LeadId, string? Subject, string Text);

    /// <summary><c>error</c>: what is wrong with the template; null where nothing is.</summary>
    public sealed record Response(string Subject, string Text, string? Error);

    /// <summary>What the form shows: the leads to choose from, the newest first, and the step's text as the chosen one gets it, null where none is asked for.</summary>
    public sealed record Model(IReadOnlyList<Option> Leads, string Lead, StepTexts.Filled? Filled);

    public static async Task<IResult> FromApi(JsonBody body, StepPreviews previews, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Id("leadId") ?? Guid.Empty, json.Text("subject", LeadMessage.LongestSubject), json.Text("text", LeadMessage.LongestMail) ?? "");
        json.Finish();
        if (errors.Any) return errors.ToProblem().ToJson();
        return (await previews.Handle(request, ct)).Match(filled => Results.Ok(new Response(filled.Subject, filled.Text, filled.Wrong)), problem => problem.ToJson());
    }

    public async Task<Result<StepTexts.Filled>> Handle(Request request, CancellationToken ct)
    {
        if (await Visible.SingleOrDefaultAsync(l => l.Id == request.LeadId, ct) is not { } lead) return new Problem.NotFound();
        return await texts.Of(request.Subject ?? "", request.Text, lead, ct);
    }

    /// <summary>For the form of a cadence: by the lead that was chosen there, the newest where none was.</summary>
    public async Task<Model> For(CadenceForm form, CancellationToken ct)
    {
        var leads = await Visible.OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).Take(Offered).ToListAsync(ct);
        var lead = leads.Find(l => l.Id.ToString() == form.PreviewLead) ?? leads.FirstOrDefault();
        var step = form.PreviewOf is { } at && at < form.Steps.Count ? form.Steps[at] : null;
        var filled = step is null || lead is null ? null : await texts.Of(step.Kind == TaskKind.Email.Word() ? step.Subject : "", PlainText.Cut(step.Text, LeadMessage.LongestMail), lead, ct);
        return new([.. leads.Select(l => new Option(l.Id.ToString(), l.Title))], lead?.Id.ToString() ?? "", filled);
    }

    private IQueryable<Lead> Visible => db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.DeletedAt == null);
}
