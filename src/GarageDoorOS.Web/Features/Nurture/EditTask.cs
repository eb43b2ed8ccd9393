using GarageDoorOS.Domain;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Rewrites what is planned: what to do, when, and who does it. Somebody who closed it meanwhile is heard first.</summary>
public static class EditTask
{
    public static async Task<IResult> Form(Guid id, TaskForms forms, CancellationToken ct) => await forms.Edit(id, ct);

    public static async Task<IResult> FromPage(Guid id, Tasks tasks, TaskForms forms, HttpContext context, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var edited = await tasks.Edit(id, (stored, errors) => TaskInput.FromForm(typed, stored, errors), strict: true, context.Request, ct);
        if (edited.IsOk) return Done.Answer(context, $"{edited.Value.Task.Title}: {edited.Value.Task.Due}.", "leads-changed", $"/leads/{edited.Value.Lead.Id}");
        return edited.Problem is Problem.Invalid or Problem.Stale ? await forms.Edit(id, ct, typed, FormErrors.Of(edited.Problem), edited.Problem is Problem.Stale) : edited.Problem.ToPage();
    }

    public static async Task<IResult> Show(Guid id, Tasks tasks, HttpResponse response, CancellationToken ct) =>
        (await tasks.Shown(id, ct)).Match(shown => TaskJson.Ok(response, shown.Task), problem => problem.ToJson());

    public static async Task<IResult> FromApi(Guid id, JsonBody body, Tasks tasks, HttpContext context, CancellationToken ct) =>
        (await tasks.Edit(id, (stored, errors) => TaskInput.FromJson(body, stored, errors), strict: true, context.Request, ct)).Match(edited => TaskJson.Ok(context.Response, edited.Task), problem => problem.ToJson());
}
