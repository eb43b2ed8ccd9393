using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.TrashBin.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.TrashBin;

/// <summary>What was deleted in the last 30 days and this user may bring back, what was deleted last first.</summary>
public sealed class ListTrash(TrashSearch search, CurrentBusiness business)
{
    /// <summary>A deleted record; it comes back by a POST to <c>/api/leads/{id}/restoration</c> and the like, until <c>restorableUntil</c>. <c>deletedBy</c> is null where nobody wrote it down.</summary>
    public sealed record Row(SubjectKind Kind, Guid Id, string Name, Instant DeletedAt, TimelinePage.Who? DeletedBy, Instant RestorableUntil);

    /// <summary>One page of the trash. <c>total</c> is exact.</summary>
    public sealed record Response(IReadOnlyList<Row> Items, int Total, bool More, int Page, int PageSize, Guid? NextAfter);

    /// <summary>What was found, and what was wrong with the address.</summary>
    public sealed record Found(TrashSearch.Found Trash, ListPlace Place, FormErrors Errors)
    {
        public Guid? NextAfter => Trash.HasNext ? Trash.Page[^1].Id : null;
    }

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("kind", "lead, customer, estimate or job; may be given several times. Only what you may bring back is there."),
        new("search", "Words that must all occur: in what leads and customers are found by, in the title of estimates and jobs."),
        .. ListPlace.Words("record"),
    ]);

    public static async Task<IResult> FromPage(HttpContext context, ListTrash list, CurrentUser user, Html html, CancellationToken ct)
    {
        var url = ListUrl.Of(TrashRoutes.Page, ListWords.Of(context.Request).Words.Where(w => Words.ContainsKey(w.Key)));
        var found = (await list.Handle(url, isPage: true, ct)).Value;
        var kinds = TrashSearch.Kinds.Where(k => user.May(k.Delete)).Select(k => k.Kind).ToList();
        var view = new TrashList.Model(found, url, kinds, html.Viewer, html.Shell.Token);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "trash"
            ? html.Fragment<TrashList>(new { View = view })
            : html.Page<TrashPage>(new { View = view });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListTrash list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), isPage: false, ct)).Match(
            found => Results.Ok(new Response([.. found.Trash.Page.Select(Of)], found.Trash.Total, More: false, found.Place.Page, found.Place.Size, found.NextAfter)),
            problem => problem.ToJson());

    /// <summary>On a page a wrong word is told beside the list and narrows nothing.</summary>
    public async Task<Result<Found>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        url.Check(Words, errors, several: "kind");
        var kinds = url.All("kind").Select(word => Kind(word, errors)).OfType<SubjectKind>().Distinct().ToList();
        var terms = SearchTerms.Parse(TextRule.Read(url["search"], "search", TextRule.Line, errors), business.PhoneCountry);
        var place = ListPlace.Read(url, "record", errors);
        if (errors.Any && !isPage) return errors.ToProblem();

        var wanted = new TrashSearch.Wanted(kinds, terms, place.Size, place.After is null ? place.Skip : 0, place.After);
        if (await search.Find(wanted, ct) is { } found) return new Found(found, place, errors);
        errors.Add("after", "This record is not in the trash any more: begin again from the first page.");
        if (!isPage) return errors.ToProblem();
        return new Found((await search.Find(wanted with { After = null }, ct))!, place with { After = null, Page = 1 }, errors);
    }

    private static SubjectKind? Kind(string word, FormErrors errors)
    {
        foreach (var (kind, _) in TrashSearch.Kinds)
            if (string.Equals(kind.ToString(), word.Trim(), StringComparison.OrdinalIgnoreCase)) return kind;
        if (!errors.Has("kind")) errors.Add("kind", "A kind is lead, customer, estimate or job.");
        return null;
    }

    private static Row Of(TrashedRecord record) =>
        new(record.Kind, record.Id, record.Name, record.DeletedAt, record.By is { } by ? new(by.Kind, by.Id, by.Name) : null, Trash.Until(record.DeletedAt));
}
