using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Keeps what the columns of a list become under a name, for the next list like it; a name that is there already means these columns from now on.</summary>
public sealed class SaveMapping(AppDb db, CurrentUser user, IClock clock)
{
    private const int Most = 100;

    public sealed record Request(ImportKind? Of, string? Name, IReadOnlyDictionary<string, ImportField> Columns, FormErrors Errors);

    /// <summary>A saved mapping: what its rows are, leads or customers, and what the column of each heading becomes.</summary>
    public sealed record Response(Guid Id, string Of, string Name, IReadOnlyDictionary<string, string> Columns)
    {
        public static Response From(SavedMapping mapping) => new(mapping.Id, mapping.Kind.Many(), mapping.Name, mapping.Fields().ToDictionary(field => field.Key, field => field.Value.Word()));
    }

    /// <summary>From the page of a list: the columns as they are chosen there.</summary>
    public static async Task<IResult> FromPage(Guid id, HttpRequest request, SaveMapping save, ShowImport show, Html html, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        var seen = await show.Look(id, form, ct);
        if (!seen.IsOk) return seen.Problem.ToPage();
        if (seen.Value.Preview is not { } preview) return new Problem.NotFound().ToPage();
        var (name, columns) = (form["name"].ToString(), preview.Columns.ToDictionary(column => column.Of.Header, column => column.Of.Field));
        var saved = await save.Handle(new(seen.Value.Import.Kind, name, columns, new()), ct);
        if (saved.IsOk) return Results.Redirect($"/imports/{id}?mapping={saved.Value.Id}");
        return saved.Problem is Problem.Invalid
            ? html.Page<ImportPage>(new { seen.Value, Errors = FormErrors.Of(saved.Problem), Name = name }, 422)
            : saved.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, SaveMapping save, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var (kind, name) = (ImportWords.ReadKind(json.Text("of")), json.Text("name"));
        var columns = ImportWords.Read(json.Words("columns", ImportColumns.Most), "columns", kind ?? ImportKind.Leads, errors);
        json.Finish();
        var saved = await save.Handle(new(kind, name, columns, errors), ct);
        return saved.Match(mapping => TypedResults.Created($"/api/imports/mappings/{mapping.Id}", Response.From(mapping)), problem => problem.ToJson());
    }

    public async Task<Result<SavedMapping>> Handle(Request request, CancellationToken ct)
    {
        var (name, errors) = (PlainText.OneLine(request.Name), request.Errors);
        if (request.Of is not { } kind) return new Problem.Invalid("of", "The rows of a list are leads or customers.");
        if (!user.MayBring(kind)) return new Problem.Forbidden($"You may not bring {kind.Many()} in.");
        if (Folding.Fold(name).Length == 0) errors.Add("name", "Give these columns a name, such as that of the system they come from.");
        else if (name.Length > TextRule.Line) errors.Add("name", $"At most {TextRule.Line} characters.");
        else if (Folding.Fold(name)[0] == '{') errors.Add("name", "Begin the name with a letter or a number.");
        if (request.Columns.Count == 0) errors.Add("columns", "Say what at least one column becomes.");
        if (errors.Any) return errors.ToProblem();
        return await db.InTransaction<Result<SavedMapping>>(async () =>
        {
            await db.LockIdentity(ct);
            var (key, columns, now) = (Folding.Fold(name), ImportWords.Write(request.Columns), clock.GetCurrentInstant());
            var mapping = await db.SavedMappings.SingleOrDefaultAsync(one => one.Kind == kind && one.NameKey == key, ct);
            if (mapping is not null) mapping.Become(name, columns, now);
            else if (await db.SavedMappings.CountAsync(ct) >= Most) return new Problem.Conflict("too_many", $"A business keeps at most {Most} mappings. Delete one first.");
            else db.Add(mapping = SavedMapping.Under(db.BusinessId, kind, name, columns, now));
            await db.SaveChangesAsync(ct);
            return mapping;
        }, ct);
    }
}
