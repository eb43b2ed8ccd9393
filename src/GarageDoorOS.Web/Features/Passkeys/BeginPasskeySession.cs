using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Signs a person in by a passkey. Whoever cannot come in gets one answer; a passkey that is not guessed opens an account that guesses have locked.</summary>
public sealed class BeginPasskeySession(UserManager<User> users, AppDb db, Ceremony ceremony)
{
    private const int LongestUrl = 8_000;

    /// <summary>Who it is, and where they may work.</summary>
    public sealed record Response(User Person, IReadOnlyList<Place> Places);

    public static async Task<IResult> Options(Ceremony ceremony) => Results.Content(await ceremony.AskForKnown(), "application/json");

    /// <summary>Answers where to go on: the script leads there.</summary>
    public static async Task<IResult> FromPage(JsonBody body, BeginPasskeySession begin, HttpContext context, CancellationToken ct)
    {
        var result = await begin.Handle(body.Root.TryGetProperty("credential", out var shown) ? shown.GetRawText() : "", ct);
        if (!result.IsOk) return result.Problem.ToJson();
        var returnUrl = body.Fields(new()).Text("returnUrl", LongestUrl);
        // The device is one factor, unlocking it (which is asked for) the other.
        return TypedResults.Ok(new { to = await Sessions.Enter(context, result.Value.Person, result.Value.Places, returnUrl, Proven.Both) });
    }

    public async Task<Result<Response>> Handle(string credential, CancellationToken ct)
    {
        if (await ceremony.Known(credential) is not var (person, passkey)) return Refused;
        var places = await db.PlacesOf(person.Id, ct);
        if (places.Count == 0) return Refused;
        // Its count goes up, so that a copy of the device is noticed.
        return (await users.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded ? new Response(person, places) : Refused;
    }

    private static Problem Refused => new Problem.Invalid("credential", "This passkey is not known here, or it waited too long. Try again, or sign in with your password.");
}
