using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Tells a program what the forms offer to choose from: who may be given a lead, where leads come from, why they are closed.</summary>
public sealed class ShowChoices(AppDb db, CurrentUser user, CurrentBusiness business, LeadChoices choices)
{
    /// <summary><c>sources</c> and <c>lostReasons</c> are names, as a lead has them; <c>lostReasons</c> are suggestions, any text is taken.</summary>
    public sealed record Response(IReadOnlyList<Person> Assignees, IReadOnlyList<string> Sources, IReadOnlyList<string> LostReasons);

    /// <summary>An active team member; <c>id</c> is what <c>assigneeId</c> takes.</summary>
    public sealed record Person(Guid Id, string Name);

    public static async Task<IResult> FromApi(ShowChoices show, CancellationToken ct) => TypedResults.Ok(await show.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        var words = await LeadWords.Of(db, user, business, ct);
        return new([.. words.Team.Where(p => p.IsActive).Select(p => new Person(p.Id, p.Name))], [.. (await choices.Sources(ct)).Select(s => s.Value).Where(name => name.Length > 0)], await choices.LostReasons(ct));
    }
}
