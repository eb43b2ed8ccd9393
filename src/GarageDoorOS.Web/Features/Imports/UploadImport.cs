using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Takes a list of leads in: a person looks at its columns next, a program's is taken in at once.</summary>
public sealed class UploadImport(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>Where to ask how far it is: <c>GET /api/imports/{id}</c>.</summary>
    public sealed record Response(Guid Id);

    /// <summary>The parts of the form that a program sends.</summary>
    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        ["file"] = "The list as CSV, its first line the names of the columns.",
        ["mapping"] = "Which column becomes what, as JSON; without it columns are taken by their names.",
    };

    public sealed record Request(string FileName, byte[] File, string? Mapping = null, bool LookFirst = false);

    public static async Task<IResult> FromPage(HttpRequest request, UploadImport upload, ListImports list, Html html, CancellationToken ct)
    {
        var sent = await Sent(request, lookFirst: true, ct);
        var result = await upload.Handle(sent, ct);
        return result.IsOk
            ? Results.Redirect($"/leads/import/{result.Value.Id}")
            : html.Page<ImportUploadPage>(new { Imports = await list.Handle(ct), Errors = FormErrors.Of(result.Problem) }, 422);
    }

    public static async Task<IResult> FromApi(HttpRequest request, UploadImport upload, ImportBell bell, CurrentBusiness business, CancellationToken ct)
    {
        var result = await upload.Handle(await Sent(request, lookFirst: false, ct), ct);
        if (!result.IsOk)
            return result.Problem.ToJson();
        // Only when the answer has gone is the transaction of an Idempotency-Key over.
        bell.RingAfter(request.HttpContext, business.Id!.Value);
        return Results.Accepted($"/api/imports/{result.Value.Id}", new Response(result.Value.Id));
    }

    public async Task<Result<Import>> Handle(Request request, CancellationToken ct)
    {
        var errors = new FormErrors();
        var mapping = ImportWords.Read(request.Mapping, errors);
        var file = ImportFile.Read(request.File);
        if (file.Headers.Count > ImportColumns.Most)
            return new Problem.Invalid("file", $"The list has {file.Headers.Count} columns; at most {ImportColumns.Most} can be read.");
        var columns = ImportColumns.Read(file.Headers, mapping);
        if (columns.All.Count == 0)
            errors.Add("file", "Choose a CSV file whose first line names its columns.");
        else if (!request.LookFirst && !columns.HaveName)
            errors.Add("file", $"No column is a name or a company; there are {string.Join(", ", columns.All.Select(column => column.Header))}. Say with «mapping» which one is.");
        foreach (var unknown in mapping.Keys.Except(columns.All.Select(column => column.Header), StringComparer.OrdinalIgnoreCase))
            errors.Add($"mapping.{unknown}", "The file has no column of this name.");
        if (errors.Any)
            return errors.ToProblem();

        var import = Import.Upload(db.BusinessId, request.FileName, file.Lines().Count(), user.Actor, clock.GetCurrentInstant());
        if (!request.LookFirst)
            import.Queue(ImportWords.Write(columns.All));
        db.Add(import);
        db.Keep(import, request.File);
        await db.SaveChangesAsync(ct);
        return import;
    }

    private static async Task<Request> Sent(HttpRequest request, bool lookFirst, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("Send multipart/form-data with the list as «file».", 415);
        var form = await request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { } file)
            return new("", [], form["mapping"], lookFirst);
        var bytes = new byte[file.Length];
        await using var sent = file.OpenReadStream();
        await sent.ReadExactlyAsync(bytes, ct);
        var name = Path.GetFileName(file.FileName.Replace('\\', '/').Replace("\0", "", StringComparison.Ordinal));
        return new(PlainText.Cut(name, TextRule.Line), bytes, form["mapping"], lookFirst);
    }
}
