using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The answer to a conversion that meets a known customer: who they are, for those who may see customers; whom to ask, for the others.</summary>
public static class DuplicateCustomer
{
    public const string Code = "duplicate_customer";

    /// <summary>One customer in the JSON answer. <c>matchedOn</c>: <c>phone</c>, <c>email</c>; <c>trashed</c>: linking restores it.</summary>
    public sealed record Candidate(Guid Id, string Name, IReadOnlyList<PhoneJson> Phones, IReadOnlyList<string> Emails, IReadOnlyList<string> MatchedOn, bool Trashed);

    public static async Task<Problem.Conflict> Of(IReadOnlyList<CustomerMatch> matches, CurrentUser user, AppDb db, CancellationToken ct) =>
        user.May(Permission.CustomersView)
            ? new(Code, "A customer with the same phone or e-mail exists already. Link the lead to them, or create another with a reason.", With([.. matches.Select(Describe)]))
            : new(Code, $"A customer with this contact exists already. Ask {await WhomToAsk(db, ct)} to convert this lead.", With([]));

    /// <summary>Up to three people of the business who may see its customers.</summary>
    public static async Task<string> WhomToAsk(AppDb db, CancellationToken ct) =>
        await db.WhoMayAll([Permission.CustomersView, Permission.LeadsConvert], ct) ?? "somebody who may see customers";

    private static Candidate Describe(CustomerMatch match) =>
        new(match.Customer.Id, match.Customer.Title, PhoneJson.Of(match.Customer.Phones), match.Customer.Emails, match.MatchedOn, match.Customer.IsDeleted);

    private static Dictionary<string, object?> With(IReadOnlyList<Candidate> candidates) => new() { ["candidates"] = candidates };
}
