using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The leads as a list and as a board, as their components draw them for this user.</summary>
public sealed class LeadsView(CurrentUser user, CurrentBusiness business, IClock clock)
{
    private const int LettersOfNotes = 44;

    public const string ListPath = "/leads", BoardPath = "/leads/board";

    /// <summary>The list's address, or that of another look at it, with the words it knows; others are dropped from its links.</summary>
    public static ListUrl Url(HttpRequest request, string path = ListPath) => ListUrl.Of(path, ListWords.Of(request).Words.Where(w => LeadFilter.IsKnown(w.Key)));

    /// <summary>What a row reads: of the notes no more than it shows.</summary>
    public Expression<Func<Lead, LeadRow.Model>> Row
    {
        get
        {
            var (country, me, due) = (business.PhoneCountry, user.OwnId, DueMarks);
            return l => Drawn(l.Id, l.Version, l.Name, l.Company, l.Company == "" ? l.Notes.Substring(0, LettersOfNotes) : "", l.Phones, l.SourceName, l.Status, l.EstimatedValue,
                l.AssigneeName, l.AssigneeId == me, new CameMark(l.CameAt, l.CreatedAt), l.PossibleMatch, country, due.Of(l.NextDueSort, l.NextTask));
        }
    }

    /// <summary>What a row of the nurture view reads.</summary>
    public Expression<Func<Lead, NurtureRow.Model>> NurtureRow
    {
        get
        {
            var (country, me) = (business.PhoneCountry, user.OwnId);
            return l => ToDo(l.Id, l.Version, l.Name != "" ? l.Name : l.Company, l.Phones, l.Status, l.AssigneeName, l.AssigneeId == me, l.NextDueSort, l.NextKind, l.NextTask, country);
        }
    }

    /// <summary>What a card reads.</summary>
    public Expression<Func<Lead, LeadCard.Model>> Card
    {
        get
        {
            var (me, due) = (user.OwnId, DueMarks);
            return l => new(l.Id, l.Version, l.Name != "" ? l.Name : l.Company, l.Name != "" ? l.Company : "", l.SourceName, l.EstimatedValue, l.AssigneeName, l.AssigneeId == me, new CameMark(l.CameAt, l.CreatedAt), l.PossibleMatch, due.Of(l.NextDueSort, l.NextTask));
        }
    }

    private static Pager.Where Place<TRow>(ListLeads.Found<TRow> found)
    {
        var (filter, leads) = (found.Filter, found.Leads);
        var (page, size, after) = filter.Place;
        return new(after is null ? page : 0, size, found.Rows.Count, leads.Total, leads.More, leads.HasNext, filter.Place.IsLastPage ? found.NextAfter?.ToString() : null);
    }

    public LeadList.Model List(ListLeads.Found<LeadRow.Model> found, ListUrl url)
    {
        return new(found.Rows, Place(found), url, found.Filter.Sort, Sources(found.Words), Assignees(found.Words), Viewer, found.Errors) { Look = user.LeadsLook, Cadences = Cadences(found.Words) };
    }

    public NurtureList.Model Nurture(ListLeads.Found<NurtureRow.Model> found, ListUrl url) =>
        new(found.Rows, Place(found), url, Sources(found.Words), Assignees(found.Words), found.Filter.Sort, Viewer, found.Errors) { Look = user.LeadsLook, Cadences = Cadences(found.Words) };

    /// <summary>Whether the page shows what is to be done.</summary>
    public bool IsNurture(ListUrl url) => business.IsNurturing && url[LeadFilter.View] == LeadFilter.Nurture;

    /// <summary>The address of what this person saw last, where this one does not say: all that is seen stands in the address.</summary>
    public ListUrl? Remembered(ListUrl url) => business.IsNurturing && user.LeadsLook.IsNurture && url[LeadFilter.View] is null ? url.With(LeadFilter.View, LeadFilter.Nurture) : null;

    public LeadBoard.Model Board(ShowBoard.Found<LeadCard.Model> found, ListUrl url)
    {
        var sums = found.Sums?.ToDictionary(s => s.Status, s => new LeadTiles.Sum(s.Status, s.Count, s.Value));
        var columns = Enum.GetValues<LeadStatus>().Select(status => found.Columns.FirstOrDefault(c => c.Status == status) is { } column
            ? new LeadColumn.Model(status, column.Rows, sums?[status], column.HasNext, IsLeftOut: false)
            : new LeadColumn.Model(status, [], sums?[status], HasNext: false, IsLeftOut: true));
        var total = found.Columns.All(c => c.Rows.Count == 0) ? 0 : found.Sums is null ? (int?)null : found.Columns.Sum(c => c.Sum!.Count);
        return new([.. columns], total, url, found.Filter.Sort, Sources(found.Words), Assignees(found.Words), Viewer, found.Errors) { Cadences = Cadences(found.Words) };
    }

    public IReadOnlyList<LeadMenus.Person> Team(LeadWords words) =>
        [.. words.Team.Where(p => p.IsActive).Select(p => new LeadMenus.Person(p.Id, p.Name, p.Id == user.OwnId)).OrderByDescending(p => p.IsMe)];

    public static LeadTiles.Summary Tiles(SummariseLeads.Response summary) =>
        new([.. summary.ByStatus.Select(s => new LeadTiles.Sum(s.Status, s.Count, s.Value))], summary.PipelineValue, summary.NewThisWeek, (decimal?)summary.ConversionRate);

    private static IReadOnlyList<Option> Sources(LeadWords words) => [.. words.Sources.Select(s => new Option(s.Name, s.IsRetired ? s.Name + " (retired)" : s.Name))];

    private static IReadOnlyList<Option> Cadences(LeadWords words) => [.. words.Cadences.Select(c => new Option(c.Name, c.Name))];

    private static IReadOnlyList<Option> Assignees(LeadWords words) => [new("me", "Me"), new("none", "Nobody (pool)"), .. words.Team.Select(p => new Option(p.Id.ToString(), p.Name))];

    /// <summary>What marks a lead for which something is due; nothing while nurturing is off.</summary>
    private DueMarks DueMarks => new(business.IsNurturing ? TaskDue.StartOf(business.Today.PlusDays(1)) : long.MinValue, business.IsNurturing ? TaskDue.StartOf(business.Today) : long.MinValue);

    public Viewer Viewer => new(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role) { IsNurturing = business.IsNurturing, IsCalling = business.IsCalling };

    private static LeadRow.Model Drawn(Guid id, int version, string name, string company, string notes, IReadOnlyList<PhoneNumber> phones, string source, LeadStatus status,
        decimal? value, string assignee, bool isMine, CameMark came, bool isKnown, string country, DueMark? due)
    {
        var phone = phones.Count > 0 ? phones[0] : null;
        var more = company.Length == 0 ? Begun(notes) : name.Length == 0 ? "" : company;
        return new(id, version, name.Length > 0 ? name : company, more, phone?.E164, phone?.Display(country), source.OrNull(), status, value, assignee.OrNull(), isMine, came, isKnown, due);
    }

    private static NurtureRow.Model ToDo(Guid id, int version, string name, IReadOnlyList<PhoneNumber> phones, LeadStatus status, string assignee, bool isMine, long due, TaskKind? kind, string task, string country)
    {
        var phone = phones.Count > 0 ? phones[0] : null;
        return new(id, version, name, phone?.E164, phone?.Display(country), status, assignee.OrNull(), isMine, TaskDue.Of(due), kind, task);
    }

    private static string Begun(string notes)
    {
        var line = notes.ReplaceLineEndings(" ");
        return notes.Length == LettersOfNotes ? line.TrimEnd(' ', '.', ',', ';') + "…" : line.TrimEnd();
    }
}
