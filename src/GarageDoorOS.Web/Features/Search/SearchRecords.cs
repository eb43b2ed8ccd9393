using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Search.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Search;

/// <summary>Finds leads and customers by a few letters or digits, as far as somebody may see them: the first of each, for the palette.</summary>
public sealed class SearchRecords(AppDb db, CurrentUser user, CurrentBusiness business, LeadSearch leads, CustomerSearch customers)
{
    private const int Most = 5;

    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["query"] = "Words that must all occur, in any order, wherever the lists of leads and customers search; phones in any spelling.",
    };

    public sealed record Request(string? Query, FormErrors Errors);

    /// <summary>A lead that fits. <c>phone</c>: its first, as people write it.</summary>
    public sealed record LeadHit(Guid Id, string Name, string? Company, string? Phone, LeadStatus Status);

    /// <summary>A customer who fits; none for who may not see customers. <c>phone</c>: the first, as people write it.</summary>
    public sealed record CustomerHit(Guid Id, string Name, string? Company, string? Phone, CustomerType Type);

    /// <summary>At most five of each, leads newest first and customers by name. <c>moreLeads</c>, <c>moreCustomers</c>: the lists have more.</summary>
    public sealed record Response(IReadOnlyList<LeadHit> Leads, bool MoreLeads, IReadOnlyList<CustomerHit> Customers, bool MoreCustomers);

    /// <summary>A piece of the palette for script; without, a page of its own.</summary>
    public static async Task<IResult> FromPage(string? query, SearchRecords search, HttpContext context, Html html, CancellationToken ct)
    {
        var errors = new FormErrors();
        var found = await search.Handle(Read(query, errors), ct);
        return context.Request.Headers["HX-Target"] == "palette-found"
            ? found.Match(hits => html.Fragment<PaletteHits>(new { Hits = hits, Query = query }), problem => problem.ToPage())
            : html.Page<SearchPage>(new { Hits = found.IsOk ? found.Value : null, Query = query, Error = errors["query"] }, found.IsOk ? 200 : 422);
    }

    public static async Task<IResult> FromApi(HttpRequest request, SearchRecords search, CancellationToken ct)
    {
        var (url, errors) = (ListWords.Of(request), new FormErrors());
        url.Check(Words, errors);
        return (await search.Handle(Read(url["query"], errors), ct)).Match(found => Results.Ok(found), problem => problem.ToJson());
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        if (request.Errors.Any) return request.Errors.ToProblem();
        var terms = SearchTerms.Parse(request.Query, business.PhoneCountry);
        if (terms.Count == 0) return new Response([], false, [], false);
        var (leadHits, moreLeads) = user.May(Permission.LeadsView) ? await Leads(terms, ct) : ([], false);
        var (customerHits, moreCustomers) = user.May(Permission.CustomersView) ? await Customers(terms, ct) : ([], false);
        return new Response(leadHits, moreLeads, customerHits, moreCustomers);
    }

    private static Request Read(string? query, FormErrors errors) => new(TextRule.Read(query, "query", TextRule.Line, errors), errors);

    private async Task<(IReadOnlyList<LeadHit> Hits, bool More)> Leads(IReadOnlyList<Term> terms, CancellationToken ct)
    {
        var found = await leads.First(new() { Terms = terms }, LeadOrder.CameAt.Descending, Most, ct);
        var country = business.PhoneCountry;
        var hits = await db.Leads.Where(l => EF.Parameter(found.Ids).Contains(l.Id))
            .Select(l => new LeadHit(l.Id, Named(l.Name, l.Company), Beside(l.Name, l.Company), First(l.Phones, country), l.Status)).ToDictionaryAsync(h => h.Id, ct);
        return ([.. found.Ids.Where(hits.ContainsKey).Select(id => hits[id])], found.HasNext);
    }

    private async Task<(IReadOnlyList<CustomerHit> Hits, bool More)> Customers(IReadOnlyList<Term> terms, CancellationToken ct)
    {
        var found = await customers.First(terms, Most + 1, ct);
        var country = business.PhoneCountry;
        var hits = await db.Customers.Where(c => EF.Parameter(found).Contains(c.Id))
            .Select(c => new CustomerHit(c.Id, Named(c.Name, c.Company), Beside(c.Name, c.Company), First(c.Phones, country), c.Type)).ToDictionaryAsync(h => h.Id, ct);
        return ([.. found.Take(Most).Where(hits.ContainsKey).Select(id => hits[id])], found.Count > Most);
    }

    private static string Named(string name, string company) => name.Length > 0 ? name : company;

    private static string? Beside(string name, string company) => name.Length > 0 && company.Length > 0 ? company : null;

    private static string? First(IReadOnlyList<PhoneNumber> phones, string country) => phones.Count > 0 ? phones[0].Display(country) : null;
}
