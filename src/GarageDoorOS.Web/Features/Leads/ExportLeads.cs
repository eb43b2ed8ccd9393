using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The leads of the current view as a list that a spreadsheet opens and an import takes: all pages of it, in its order, as far as the user may see them. Rows go out as they are read.</summary>
public sealed class ExportLeads(AppDb db, CurrentUser user, CurrentBusiness business)
{
    private const int LettersAtOnce = 16_000;

    /// <summary>The headings, under which an import finds each column by itself.</summary>
    public static IReadOnlyList<string> Headings { get; } =
        ["Name", "Company", "Phones", "Emails", "Source", "Status", "Lost reason", "Estimated value", "Assignee", "Address", "Created", "Notes"];

    /// <summary>What is to be exported; it is read while it is sent.</summary>
    public sealed record Response(IQueryable<Lead> Leads);

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private sealed record Row(
        string Name, string Company, IReadOnlyList<PhoneNumber> Phones, IReadOnlyList<string> Emails, string Source, LeadStatus Status, string? LostReason, decimal? Value,
        string? Assignee, string ImportedOwner, string Address, Instant CreatedAt, string Notes);

    private static readonly Expression<Func<Lead, Row>> Read = l => new Row(
        l.Name, l.Company, l.Phones, l.Emails, l.SourceName, l.Status, l.LostReason, l.EstimatedValue, l.AssigneeName, l.ImportedOwner, l.ServiceAddress, l.CreatedAt, l.Notes);

    /// <summary>On a page a wrong word of the address narrows nothing, as in the list beside the link.</summary>
    public static async Task<IResult> FromPage(HttpRequest request, ExportLeads export, CancellationToken ct) =>
        (await export.Handle(LeadsView.Url(request), isPage: true, ct)).Match(found => export.File(found.Leads, request.HttpContext), problem => problem.ToPage());

    public static async Task<IResult> FromApi(HttpRequest request, ExportLeads export, CancellationToken ct) =>
        (await export.Handle(ListWords.Of(request), isPage: false, ct)).Match(found => export.File(found.Leads, request.HttpContext), problem => problem.ToJson());

    public static async Task<IResult> WorkbookFromPage(HttpRequest request, ExportLeads export, CancellationToken ct) =>
        await (await export.Handle(LeadsView.Url(request), isPage: true, ct)).Match(found => export.Book(found.Leads, request.HttpContext, ct), problem => Task.FromResult(problem.ToPage()));

    public static async Task<IResult> WorkbookFromApi(HttpRequest request, ExportLeads export, CancellationToken ct) =>
        await (await export.Handle(ListWords.Of(request), isPage: false, ct)).Match(found => export.Book(found.Leads, request.HttpContext, ct), problem => Task.FromResult(problem.ToJson()));

    /// <summary>All that fit, in the order that the address names; where in the list it stood does not matter.</summary>
    public async Task<Result<Response>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var filter = LeadFilter.Read(url, await LeadWords.Of(db, user, business, ct), errors);
        if (errors.Any && !isPage) return errors.ToProblem();
        var leads = db.Leads.AsNoTracking().VisibleTo(user).Where(l => l.DeletedAt == null);
        return new Response(filter.Order.Sort(filter.Criteria.Of(leads)));
    }

    private IResult File(IQueryable<Lead> leads, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(body => Write(leads, body, context.RequestAborted), "text/csv; charset=utf-8", Name("csv"));
    }

    private Task<IResult> Book(IQueryable<Lead> leads, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Workbook.File(Name("xlsx"), "Leads", Headings, leads.Select(Read).AsAsyncEnumerable().Select(row => Cells(row).ToArray()), ct);
    }

    private string Name(string ending) => $"leads-{LocalDatePattern.Iso.Format(business.Today)}.{ending}";

    private async Task Write(IQueryable<Lead> leads, Stream body, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true); // UTF-8; the mark is ours
        var csv = new StringBuilder(CsvText.Mark).Line(',', Headings);
        await foreach (var row in leads.Select(Read).AsAsyncEnumerable().WithCancellation(ct))
        {
            csv.Line(',', Cells(row));
            if (csv.Length < LettersAtOnce) continue;
            await writer.WriteAsync(csv, ct);
            csv.Clear();
        }
        await writer.WriteAsync(csv, ct);
    }

    private IEnumerable<string> Cells(Row row) =>
    [
        row.Name, row.Company,
        string.Join("; ", row.Phones.Select(p => p.Listed(business.PhoneCountry))),
        string.Join("; ", row.Emails),
        row.Source, row.Status.Title(), row.LostReason ?? "", row.Value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        row.Assignee ?? row.ImportedOwner, row.Address, Moment.Format(row.CreatedAt.InZone(business.Zone).LocalDateTime), row.Notes,
    ];
}
