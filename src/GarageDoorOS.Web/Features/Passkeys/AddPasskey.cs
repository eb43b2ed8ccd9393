using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Gives a person one more passkey: the browser asks them to unlock their device, and the device makes it. Who it is, is asked before; the sealed question proves it afterwards.</summary>
public sealed class AddPasskey(UserManager<User> users, CurrentUser user, OwnProof proof, Ceremony ceremony, AuditDoor audit)
{
    public const string Unnamed = "Passkey";
    private const int Most = 20;

    /// <summary>What the passkey is called, and what the device made; no credential asks what it is to make.</summary>
    public sealed record Request(string? Name, string? Proof, string? Credential, FormErrors Errors);

    /// <summary>Refuses what would be refused in the end, before the device keeps a passkey that is not known here.</summary>
    public static async Task<IResult> Options(JsonBody body, AddPasskey add, CancellationToken ct) =>
        (await add.Ask(Read(body), ct)).Match(json => Results.Content(json, "application/json"), problem => problem.ToJson());

    public static async Task<IResult> FromPage(JsonBody body, AddPasskey add, HttpContext context)
    {
        var result = await add.Handle(Read(body));
        if (!result.IsOk) return result.Problem.ToJson();
        await Sessions.GoOn(context, result.Value, Proven.Both); // the password before, the device now
        return TypedResults.NoContent();
    }

    public async Task<Result<User>> Handle(Request request)
    {
        var (person, name, problem) = await Check(request);
        if (problem is not null) return problem;
        if (await ceremony.New(person, request.Credential ?? "") is not { } made)
            return new Problem.Invalid("credential", "That passkey was not taken: it waited too long, or is in use already. Try again.");
        made.Name = name;
        // Two at once: the second finds the person changed, and is not saved, so that nobody gets past the most.
        var saved = await users.AddOrUpdatePasskeyAsync(person, made);
        if (!saved.Succeeded) return new Problem.Conflict("changed_meanwhile", "Something else was changed at the same moment. Try again.");
        await audit.GuardChanged(person.Id, new("passkeys", null, name), user.Address);
        return person;
    }

    private async Task<Result<string>> Ask(Request request, CancellationToken ct)
    {
        var (person, _, problem) = await Check(request);
        if (problem is not null) return problem;
        var proven = await proof.Of(request.Proof ?? "", ct);
        return proven.IsOk ? await ceremony.AskForNew(person) : proven.Problem;
    }

    private async Task<(User Person, string Name, Problem? Problem)> Check(Request request)
    {
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        if ((await users.GetPasskeysAsync(person)).Count >= Most) request.Errors.Add("name", "You have 20 passkeys. Remove one that you no longer use.");
        return (person, request.Name is { Length: > 0 } name ? name : Unnamed, request.Errors.Any ? request.Errors.ToProblem() : null);
    }

    private static Request Read(JsonBody body)
    {
        var errors = new FormErrors();
        var fields = body.Fields(errors);
        return new(fields.Text("name"), fields.Text(OwnProof.Field), body.Root.TryGetProperty("credential", out var made) ? made.GetRawText() : null, errors);
    }
}
