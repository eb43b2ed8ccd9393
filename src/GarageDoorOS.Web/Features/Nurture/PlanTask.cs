using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Plans something to do for a lead.</summary>
public static class PlanTask
{
    public static async Task<IResult> Form(Guid id, TaskForms forms, CancellationToken ct) => await forms.New(id, ct);

    public static async Task<IResult> FromPage(Guid id, Tasks tasks, TaskForms forms, HttpContext context, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var planned = await tasks.Plan(id, (stored, errors) => TaskInput.FromForm(typed, stored, errors), ct);
        if (planned.IsOk) return Done.Answer(context, $"{planned.Value.Task.Title}: {planned.Value.Task.Due}.", "leads-changed", $"/leads/{id}");
        return planned.Problem is Problem.Invalid ? await forms.New(id, ct, typed, FormErrors.Of(planned.Problem)) : planned.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, Tasks tasks, HttpResponse response, CancellationToken ct) =>
        (await tasks.Plan(id, (stored, errors) => TaskInput.FromJson(body, stored, errors), ct)).Match(
            planned =>
            {
                response.ETag(planned.Task.Version);
                return Results.Created($"/api/tasks/{planned.Task.Id}", TaskJson.Of(planned.Task));
            },
            problem => problem.ToJson());
}
