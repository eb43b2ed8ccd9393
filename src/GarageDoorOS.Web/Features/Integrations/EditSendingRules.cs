using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Changes when, and to whom, messages of the business go by themselves; it holds from the next message on.</summary>
public sealed class EditSendingRules(AppDb db)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused before all else.</summary>
    public sealed record Request(ReadSendingRules Read, int? IfMatch, bool Strict);

    public static async Task<IResult> FromPage(HttpRequest request, EditSendingRules edit, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var form = SendingRulesForm.Of(typed);
        if (SendingRulesForm.Pressed(typed) is { } pressed) return html.Page<SendingRulesPage>(new { Form = form.After(pressed) });
        var edited = await edit.Handle(new((_, errors) => SendingRulesInput.FromForm(form, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect(IntegrationRoutes.Consent + "?saved=yes");
        if (edited.Problem is Problem.Stale { Current: SendingRulesJson theirs })
            return html.Page<SendingRulesPage>(new { Form = form with { Version = theirs.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) }, Theirs = theirs }, 409);
        return FormErrors.Of(edited.Problem) is { Any: true } wrong ? html.Page<SendingRulesPage>(new { Form = form.Refused(wrong), Errors = wrong }, 422) : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, EditSendingRules edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(new((now, errors) => SendingRulesInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            rules => rules.Ok(context.Response),
            problem => problem.ToJson());

    public Task<Result<SendingRulesJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<SendingRulesJson>>(async () =>
    {
        await db.LockIdentity(ct); // as all who change what a business says of itself
        var rules = await db.SendingRules.SingleOrDefaultAsync(ct);
        var (now, current) = ShowSendingRules.Of(rules);
        var errors = new FormErrors();
        var read = request.Read(now, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? read.Version;
        if (version is null && rules is not null) return new Problem.VersionMissing();
        var stale = version is { } from && from != current;
        if (stale && request.Strict) return new Problem.Stale(SendingRulesJson.Of(now, current));
        if (errors.Any) return errors.ToProblem();
        if (stale) return new Problem.Stale(SendingRulesJson.Of(now, current));

        if (rules is null) db.Add(rules = SendingRules.SetUp(db.BusinessId, read.Facts));
        else rules.Become(read.Facts);
        await db.SaveChangesAsync(ct);
        return SendingRulesJson.Of(rules.Facts, rules.Version);
    }, ct);
}
