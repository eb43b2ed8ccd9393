using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>Tells what holds for the addresses of somebody, and every entry that led there.</summary>
public sealed class ListConsents(AppDb db, Consents consents, ConsentOwners owners, CurrentUser user, CurrentBusiness business)
{
    /// <summary>What the word of the address means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string> { ["address"] = "A phone number or an e-mail address, written in any way." };

    /// <summary>What holds for an address.</summary>
    public enum State { Unknown, Given, Withdrawn }

    /// <summary><c>holds</c>: the entry that makes it so; null where nobody has said anything.</summary>
    public sealed record Standing(ConsentChannel Channel, string Address, State State, ConsentJson? Holds);

    /// <summary>What holds for each address, for calls only where somebody has said something, and all entries, the last said first.</summary>
    public sealed record Response(IReadOnlyList<Standing> Addresses, IReadOnlyList<ConsentJson> Entries);

    public static Task<IResult> OfLeadFromApi(Guid id, ListConsents list, CancellationToken ct) => list.Answer(SubjectKind.Lead, id, ct);

    public static Task<IResult> OfCustomerFromApi(Guid id, ListConsents list, CancellationToken ct) => list.Answer(SubjectKind.Customer, id, ct);

    public static async Task<IResult> OfAddressFromApi(HttpRequest request, ListConsents list, CancellationToken ct)
    {
        var (url, errors) = (ListWords.Of(request), new FormErrors());
        url.Check(Words, errors);
        return (await list.Handle(request.Query["address"].ToString(), errors, ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());
    }

    public async Task<Result<Response>> Handle(SubjectKind kind, Guid id, CancellationToken ct) =>
        await owners.Find(kind, id, ct) is { } owner ? await Of(ConsentAddress.Of(owner.Keys), ct) : new Problem.NotFound();

    public async Task<Result<Response>> Handle(string address, FormErrors errors, CancellationToken ct)
    {
        var isEmail = address.Contains('@', StringComparison.Ordinal);
        var known = ConsentAddress.Read(isEmail ? ConsentChannel.Email : ConsentChannel.Text, TextRule.Read(address, "address", TextRule.Line, errors), business.PhoneCountry);
        if (known is null && !errors.Any) errors.Add("address", "Give a phone number that can be rung, or an e-mail address.");
        if (errors.Any) return errors.ToProblem();
        var about = new ConsentAddress(isEmail ? ConsentChannel.Email : ConsentChannel.Text, known!);
        ConsentAddress[] addresses = isEmail ? [about] : [about, about with { Channel = ConsentChannel.Call }];
        return await MaySee(about.Key, ct) ? await Of(addresses, ct) : new Response([Stands(about, null)], []);
    }

    private async Task<IResult> Answer(SubjectKind kind, Guid id, CancellationToken ct) => (await Handle(kind, id, ct)).Match(found => TypedResults.Ok(found), problem => problem.ToJson());

    /// <summary>Who sees only some leads hears only of those.</summary>
    private async Task<bool> MaySee(string key, CancellationToken ct)
    {
        if (user.Scope == LeadScope.All) return true;
        var owners = db.ContactKeys.Where(k => k.Key == key).Select(k => k.OwnerId);
        return await db.Leads.VisibleTo(user).AnyAsync(l => owners.Contains(l.Id) && l.DeletedAt == null, ct);
    }

    private async Task<Response> Of(IReadOnlyList<ConsentAddress> addresses, CancellationToken ct)
    {
        var entries = await consents.Entries(addresses.Select(a => a.Address), ct);
        var holding = Consents.Holding(entries);
        return new([.. addresses.Where(a => a.IsShown(holding)).Select(a => Stands(a, holding.GetValueOrDefault(a)))], [.. entries.Select(ConsentJson.Of)]);
    }

    private static Standing Stands(ConsentAddress about, Consent? holds) =>
        new(about.Channel, about.Address, holds is null ? State.Unknown : holds.IsGiven ? State.Given : State.Withdrawn, holds is null ? null : ConsentJson.Of(holds));
}
