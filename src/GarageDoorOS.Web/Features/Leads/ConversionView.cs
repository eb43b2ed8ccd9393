using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The dialog of a conversion: what will be made, who matches, and what came of it.</summary>
public sealed class ConversionView(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock, Html html, IHttpContextAccessor accessor)
{
    private bool IsHtmx => accessor.HttpContext!.IsHtmx();

    public static async Task<IResult> FromPage(Guid id, ConversionView view, CancellationToken ct) => await view.Draw(id, null, FormErrors.None, 200, ct);

    /// <summary>The dialog again, with what was chosen and what is wrong with it.</summary>
    public async Task<IResult> Refused(Guid id, ConversionForm form, Problem problem, CancellationToken ct) => problem switch
    {
        Problem.Invalid => await Draw(id, form, FormErrors.Of(problem), 422, ct),
        Problem.Conflict { Code: DuplicateCustomer.Code } => await Draw(id, form, FormErrors.None, 409, ct),
        _ => problem.ToPage(),
    };

    public async Task<IResult> Done(Guid customerId, HttpResponse response, CancellationToken ct)
    {
        var mayOpen = user.May(Permission.CustomersView);
        if (!IsHtmx) return Results.Redirect(mayOpen ? $"/customers/{customerId}" : "/leads");
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == customerId, ct);
        response.Headers.Toast($"{customer.Title} is a customer now.", link: mayOpen ? ("Open", $"/customers/{customerId}") : null);
        response.Headers.Trigger("leads-changed");
        return Results.Text("", "text/html");
    }

    private async Task<IResult> Draw(Guid id, ConversionForm? form, FormErrors errors, int status, CancellationToken ct)
    {
        var lead = await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound().ToPage();
        if (lead.Status == LeadStatus.Converted) return new Problem.Conflict("already_converted", $"{lead.Title} is a customer already.").ToPage();

        var matches = await db.CustomersLike(lead, Trash.Oldest(clock.GetCurrentInstant()), ct);
        var isHidden = matches.Count > 0 && !user.May(Permission.CustomersView);
        var model = new ConvertDialog.Model(
            lead.Id, lead.Title, isHidden ? [] : [.. matches.Select(Card)], MatchedOn(matches), form?.Type is { Length: > 0 } type ? type : lead.Facts.LikelyType().Word(),
            form?.Choice is { Length: > 0 } choice ? choice : null, form?.Request.Reason, isHidden, isHidden ? await DuplicateCustomer.WhomToAsk(db, ct) : null)
        {
            Made = Made(lead),
            MergeUrl = isHidden || !user.May(Permission.CustomersUpdate) || !user.May(Permission.CustomersDelete) ? null : MergeUrl(lead, matches),
            Work = Work(form),
        };
        return html.Page<ConvertDialog>(new { View = model, Errors = errors, AsPage = !IsHtmx }, status);
    }

    /// <summary>To the merge and back to this dialog.</summary>
    private static string? MergeUrl(Lead lead, IReadOnlyList<CustomerMatch> matches) => matches.Where(m => !m.Customer.IsDeleted).Select(m => m.Customer.Id).ToList() is [var one, var two, ..]
        ? new ListUrl($"/customers/{one}/merges/new", []).With("other", two.ToString()).With("returnUrl", $"/leads/{lead.Id}/conversion").ToString()
        : null;

    private List<ConvertDialog.Offer> Work(ConversionForm? form) =>
    [
        .. user.May(Permission.EstimatesCreate) ? [new ConvertDialog.Offer("draftEstimate", "A draft estimate", form?.Request.DraftEstimate is not null)] : (ConvertDialog.Offer[])[],
        .. user.May(Permission.JobsCreate) ? [new ConvertDialog.Offer("unscheduledJob", "An unscheduled job", form?.Request.UnscheduledJob is not null)] : (ConvertDialog.Offer[])[],
    ];

    private static string MatchedOn(IReadOnlyList<CustomerMatch> matches) =>
        string.Join(" and ", matches.SelectMany(m => m.MatchedOn).Distinct().OrderDescending().Select(word => word == "email" ? "e-mail" : word));

    private List<MatchCard.Fact> Made(Lead lead) =>
    [
        .. lead.Phones.Select(p => new MatchCard.Fact("Phone", p.Display(business.PhoneCountry))),
        .. lead.Emails.Select(e => new MatchCard.Fact("Email", e)),
        .. lead.Company.Length > 0 ? [new MatchCard.Fact("Company", lead.Company)] : (MatchCard.Fact[])[],
        .. lead.ServiceAddress.Length > 0 ? [new MatchCard.Fact("Address", lead.ServiceAddress)] : (MatchCard.Fact[])[],
    ];

    private MatchCard.Model Card(CustomerMatch match)
    {
        var (customer, keys) = (match.Customer, match.Keys);
        var since = customer.CreatedAt.InZone(business.Zone).Date.ToString("MMMM uuuu", System.Globalization.CultureInfo.InvariantCulture);
        List<MatchCard.Fact> facts =
        [
            .. customer.Phones.Select(p => new MatchCard.Fact("Phone", p.Display(business.PhoneCountry), p.Key is { } key && keys.Contains(key))),
            .. customer.Emails.Select(e => new MatchCard.Fact("Email", e, EmailAddress.Key(e) is { } key && keys.Contains(key))),
            .. customer.Contacts.SelectMany(c => c.Keys.Where(keys.Contains).Select(key =>
                new MatchCard.Fact(ContactKey.IsPhone(key) ? "Phone" : "Email", $"{ContactKey.Plain(key)} ({c.Name})", true))),
            .. customer.Addresses.Take(1).Select(a => new MatchCard.Fact("Address", a.Text)),
        ];
        return new(customer.Id, customer.Title, $"{customer.Type}, customer since {since}", facts, customer.IsDeleted);
    }
}
