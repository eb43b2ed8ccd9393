using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Takes a list of leads or customers in: a person looks at its columns next, a program's is taken in at once.</summary>
public sealed class UploadImport(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>Where to ask how far it is: <c>GET /api/imports/{id}</c>.</summary>
    public sealed record Response(Guid Id);

    /// <summary>The parts of the form that a program sends.</summary>
    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        ["file"] = "The list as CSV or as an Excel workbook (xlsx, its first sheet), its first line the names of the columns.",
        ["mapping"] = "Which column becomes what, as JSON, or the name of a saved mapping; without it columns are taken by their names.",
        ["of"] = "What its rows are: leads (where nothing is said) or customers.",
    };

    public sealed record Request(string FileName, byte[] File, ImportKind? Kind = ImportKind.Leads, string? Mapping = null, bool LookFirst = false)
    {
        /// <summary>The mapping is the name of a saved one.</summary>
        public bool IsNamed => Mapping?.TrimStart() is { Length: > 0 } text && text[0] != '{';
    }

    public static async Task<IResult> FromPage(HttpRequest request, UploadImport upload, ListImports list, Html html, CancellationToken ct)
    {
        var sent = await Sent(request, lookFirst: true, ct);
        var result = await upload.Handle(sent, ct);
        return result.IsOk
            ? Results.Redirect($"/imports/{result.Value.Id}")
            : result.Problem is not Problem.Invalid ? result.Problem.ToPage()
            : html.Page<ImportUploadPage>(new { Kind = sent.Kind ?? ImportKind.Leads, Imports = await list.Handle(ct), Errors = FormErrors.Of(result.Problem) }, 422);
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
        if (request.Kind is not { } kind) return new Problem.Invalid("of", "The rows of a list are leads or customers.");
        if (!user.MayBring(kind)) return new Problem.Forbidden($"You may not bring {kind.Many()} in.");
        var errors = new FormErrors();
        if (Spreadsheet.Is(request.File))
        {
            var sheet = Spreadsheet.AsCsv(request.File);
            if (!sheet.IsOk) return sheet.Problem;
            request = request with { File = sheet.Value };
        }

        var mapping = ImportWords.Read(await db.MappingNamed(request.Mapping, kind, ct), kind, errors);
        var file = ImportFile.Read(request.File);
        if (file.Headers.Count > ImportColumns.Most)
            return new Problem.Invalid("file", $"The list has {file.Headers.Count} columns; at most {ImportColumns.Most} can be read.");
        var columns = ImportColumns.Read(file.Headers, mapping, kind);
        if (columns.All.Count == 0)
            errors.Add("file", "Choose a CSV or Excel file whose first line names its columns.");
        else if (!request.LookFirst && !columns.HaveName)
            errors.Add("file", $"No column is a name or a company; there are {string.Join(", ", columns.All.Select(column => column.Header))}. Say with «mapping» which one is.");
        // A saved mapping may know more columns than this list has.
        foreach (var unknown in request.IsNamed ? [] : mapping.Keys.Except(columns.All.Select(column => column.Header), StringComparer.OrdinalIgnoreCase))
            errors.Add($"mapping.{unknown}", "The file has no column of this name.");
        if (errors.Any)
            return errors.ToProblem();

        var import = Import.Upload(db.BusinessId, kind, request.FileName, file.Lines().Count(), user.Actor, clock.GetCurrentInstant());
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
        var kind = ImportWords.ReadKind(form["of"]);
        if (form.Files.GetFile("file") is not { } file)
            return new("", [], kind, form["mapping"], lookFirst);
        var bytes = new byte[file.Length];
        await using var sent = file.OpenReadStream();
        await sent.ReadExactlyAsync(bytes, ct);
        var name = Path.GetFileName(file.FileName.Replace('\\', '/').Replace("\0", "", StringComparison.Ordinal));
        return new(PlainText.Cut(name, TextRule.Line), bytes, kind, form["mapping"], lookFirst);
    }
}
