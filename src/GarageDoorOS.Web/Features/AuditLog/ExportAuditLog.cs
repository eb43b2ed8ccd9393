using System.Globalization;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>The log of the current view as a list that a spreadsheet opens: all of it, newest first. Lines go out as they are read.</summary>
public sealed class ExportAuditLog(AppDb db, AuditLogSearch search, AuditDoor door, CurrentBusiness business)
{
    private const int AtOnce = 500;

    public static IReadOnlyList<string> Headings { get; } = ["When", "Who", "Action", "Kind", "Record", "Record id", "Field", "Before", "After", "Address", "Times"];

    /// <summary>What is to be exported; it is read while it is sent.</summary>
    public sealed record Response(AuditLogSearch.Wanted Wanted);

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static async Task<IResult> FromPage(HttpRequest request, ExportAuditLog export, CancellationToken ct) =>
        (await export.Handle(ListAuditLog.Url(request), isPage: true, ct)).Match(found => export.File(found.Wanted, request.HttpContext), problem => problem.ToPage());

    public static async Task<IResult> FromApi(HttpRequest request, ExportAuditLog export, CancellationToken ct) =>
        (await export.Handle(ListWords.Of(request), isPage: false, ct)).Match(found => export.File(found.Wanted, request.HttpContext), problem => problem.ToJson());

    /// <summary>All that fit; where in the log the address stood does not matter.</summary>
    public async Task<Result<Response>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var wanted = AuditFilter.Read(url, business.Zone, errors) with { Take = AtOnce, After = null };
        if (errors.Any && !isPage) return errors.ToProblem();
        await door.WriteRefused(ct);
        return new Response(wanted);
    }

    private IResult File(AuditLogSearch.Wanted wanted, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var today = LocalDatePattern.Iso.Format(business.Today);
        return Results.Stream(body => Write(wanted, body, context.RequestAborted), "text/csv; charset=utf-8", $"audit-log-{today}.csv");
    }

    private async Task Write(AuditLogSearch.Wanted wanted, Stream body, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true); // UTF-8; the mark is ours
        var csv = new StringBuilder(CsvText.Mark).Line(',', Headings);
        for (Guid? after = null; ;)
        {
            var found = await search.Find(wanted with { After = after }, ct);
            var names = await db.NamesIn(found.Page.Select(line => line.Of), ct);
            foreach (var line in found.Page) csv.Line(',', Cells(line, names));
            await writer.WriteAsync(csv, ct);
            csv.Clear();
            if ((after = found.NextAfter) is null) return;
        }
    }

    private IEnumerable<string> Cells(LoggedLine line, IReadOnlyDictionary<string, string> names)
    {
        string Value(string? text) => text is null || line.Of.Field is null ? text ?? "" : line.Activity is null ? text : FieldText.Of(line.Of.Field, text, names, business.Currency);
        return
        [
            Moment.Format(line.Of.At.InZone(business.Zone).LocalDateTime), line.Of.ActorName, line.Of.Kind, line.Subject, line.Name, line.SubjectId?.ToString() ?? "",
            line.Of.Field ?? "", Value(line.Of.Old), Value(line.Of.New), line.Entry?.Address ?? "", (line.Entry?.Times ?? 1).ToString(CultureInfo.InvariantCulture),
        ];
    }
}
