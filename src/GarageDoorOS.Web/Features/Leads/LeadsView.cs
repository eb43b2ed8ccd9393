using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The list as its components draw it for this user.</summary>
public sealed class LeadsView(CurrentUser user, CurrentBusiness business, IClock clock)
{
    private const int LettersOfNotes = 44;

    /// <summary>The list's address with the words it knows; others are dropped from its links.</summary>
    public static ListUrl Url(HttpRequest request) => ListUrl.Of("/leads", ListWords.Of(request).Words.Where(w => LeadFilter.IsKnown(w.Key)));

    /// <summary>What a row reads: of the notes no more than it shows.</summary>
    public Expression<Func<Lead, LeadRow.Model>> Row
    {
        get
        {
            var (country, me) = (business.PhoneCountry, user.OwnId);
            return l => Drawn(l.Id, l.Version, l.Name, l.Company, l.Company == "" ? l.Notes.Substring(0, LettersOfNotes) : "", l.Phones, l.SourceName, l.Status, l.EstimatedValue,
                l.AssigneeName, l.AssigneeId == me, l.CreatedAt, l.PossibleMatch, country);
        }
    }

    public LeadList.Model List(ListLeads.Found<LeadRow.Model> found, ListUrl url)
    {
        var (filter, leads) = (found.Filter, found.Leads);
        var (page, size, after) = filter.Place;
        var place = new Pager.Where(after is null ? page : 0, size, found.Rows.Count, leads.Total, leads.More, leads.HasNext, filter.Place.IsLastPage ? found.NextAfter?.ToString() : null);
        var sources = found.Words.Sources.Select(s => new Option(s.Name, s.IsRetired ? s.Name + " (retired)" : s.Name));
        var people = found.Words.Team.Select(p => new Option(p.Id.ToString(), p.Name));
        return new(found.Rows, place, url, filter.Sort, [.. sources], [new("me", "Me"), new("none", "Nobody (pool)"), .. people], Viewer, found.Errors) { Look = user.LeadsLook };
    }

    public IReadOnlyList<LeadMenus.Person> Team(LeadWords words) =>
        [.. words.Team.Where(p => p.IsActive).Select(p => new LeadMenus.Person(p.Id, p.Name, p.Id == user.OwnId)).OrderByDescending(p => p.IsMe)];

    public static LeadTiles.Summary Tiles(SummariseLeads.Response summary) =>
        new([.. summary.ByStatus.Select(s => new LeadTiles.Sum(s.Status, s.Count, s.Value))], summary.PipelineValue, summary.NewThisWeek, (decimal?)summary.ConversionRate);

    public Viewer Viewer => new(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role);

    private static LeadRow.Model Drawn(Guid id, int version, string name, string company, string notes, IReadOnlyList<PhoneNumber> phones, string source, LeadStatus status,
        decimal? value, string assignee, bool isMine, Instant createdAt, bool isKnown, string country)
    {
        var phone = phones.Count > 0 ? phones[0] : null;
        var more = company.Length == 0 ? Begun(notes) : name.Length == 0 ? "" : company;
        return new(id, version, name.Length > 0 ? name : company, more, phone?.E164, phone?.Display(country), source.OrNull(), status, value, assignee.OrNull(), isMine, createdAt, isKnown);
    }

    private static string Begun(string notes)
    {
        var line = notes.ReplaceLineEndings(" ");
        return notes.Length == LettersOfNotes ? line.TrimEnd(' ', '.', ',', ';') + "…" : line.TrimEnd();
    }
}
