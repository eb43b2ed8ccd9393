using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>The dialog of a merge: first with whom, then field by field whose value stays.</summary>
public sealed class MergeView(AppDb db, CurrentBusiness business, CustomerSearch search, Html html, IHttpContextAccessor accessor)
{
    private const int MostHits = 8;

    private bool AsPage => !accessor.HttpContext!.IsHtmx();

    public static async Task<IResult> FromPage(Guid id, string? search, string? other, string? returnUrl, MergeView view, CancellationToken ct) =>
        Guid.TryParse(other, out var known)
            ? await view.Choose(id, known, LocalUrl.Of(returnUrl), null, FormErrors.None, ct)
            : await view.Find(id, search, LocalUrl.Of(returnUrl), FormErrors.None, ct);

    /// <summary>The step that was refused, again, with what was chosen.</summary>
    public async Task<IResult> Draw(Guid id, IFormCollection typed, FormErrors errors, CancellationToken ct) =>
        Guid.TryParse(typed[MergeInput.Other], out var known) && !errors.Has(MergeInput.Other)
            ? await Choose(id, known, LocalUrl.Of(typed["returnUrl"]), typed, errors, ct)
            : await Find(id, typed["search"], LocalUrl.Of(typed["returnUrl"]), errors, ct);

    private async Task<IResult> Find(Guid id, string? typed, string? returnUrl, FormErrors errors, CancellationToken ct)
    {
        if (await Known(id, ct) is not { } customer) return new Problem.NotFound().ToPage();
        var words = TextRule.Read(typed, "search", TextRule.Line, new FormErrors()) ?? "";
        var matches = await db.CustomersLike(customer, trashedSince: null, ct);
        var found = words.Length == 0 ? [] : (await search.Find(new(new(SearchTerms.Parse(words, business.PhoneCountry)), CustomerOrder.Name, MostHits, 0, null), ct)).Ids;
        var others = await db.Customers.AsNoTracking().Where(c => EF.Parameter(found).Contains(c.Id) && c.Id != id).OrderBy(c => c.NameSort).ThenBy(c => c.Id).ToListAsync(ct);
        var hits = words.Length == 0 ? matches.Select(m => Hit(m.Customer, string.Join(" and ", m.MatchedOn.Select(w => w == "email" ? "same e-mail" : "same phone")))) : others.Select(c => Hit(c, null));
        return html.Page<MergeSearch>(new { customer.Id, Name = customer.Title, Search = words, Hits = hits.Take(MostHits).ToList(), ReturnUrl = returnUrl, Errors = errors, AsPage }, errors.Any ? 422 : 200);
    }

    private async Task<IResult> Choose(Guid id, Guid otherId, string? returnUrl, IFormCollection? typed, FormErrors errors, CancellationToken ct)
    {
        if (await Known(id, ct) is not { } mine || await Known(otherId, ct) is not { } other || id == otherId) return new Problem.NotFound().ToPage();
        var fields = from field in CustomerFacts.Fields
                     let one = Text(field.Key, field.Value(mine.Facts))
                     let two = Text(field.Key, field.Value(other.Facts))
                     where one != two && one.Length > 0 && two.Length > 0
                     let chosen = typed?[$"{MergeInput.Take}.{field.Key}"].ToString()
                     select new MergeDialog.Choice(field.Key, FieldText.Word(field.Key), one, two, Merging.CanHaveBoth.Contains(field.Key), chosen is { Length: > 0 } ? chosen : Merging.CanHaveBoth.Contains(field.Key) ? "both" : "mine");
        var leads = await db.Conversions.CountAsync(c => c.CustomerId == otherId, ct);
        return html.Page<MergeDialog>(new { View = new MergeDialog.Model(id, mine.Title, otherId, other.Title, [.. fields], leads, returnUrl), Errors = errors, AsPage }, errors.Any ? 422 : 200);
    }

    private Task<Customer?> Known(Guid id, CancellationToken ct) => db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct);

    private static string Text(string field, string? value) => FieldText.Of(field, value, new Dictionary<string, string>(), "");

    private MergeSearch.Hit Hit(Customer customer, string? why) =>
        new(customer.Id, customer.Title, why, string.Join(", ", customer.Phones.Take(1).Select(p => p.Display(business.PhoneCountry)).Concat(customer.Emails.Take(1)).Concat(customer.Addresses.Take(1).Select(a => a.Text))));
}
