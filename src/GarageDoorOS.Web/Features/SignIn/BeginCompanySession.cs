using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Signs a person in whom the company's OpenID provider knows: by its own name for them, the first time by their confirmed e-mail.</summary>
public sealed class BeginCompanySession(AppDb db, UserManager<User> users, CompanyDoor door, ILogger<BeginCompanySession> log)
{
    /// <summary>As whom the provider knows somebody; <paramref name="Email"/> only where it has confirmed it.</summary>
    public sealed record Request(string Issuer, string Subject, string? Email, bool HasSecondFactor);

    /// <summary>Who comes in, and whether what they showed at the provider counts as two factors.</summary>
    public sealed record Response(BeginSession.Response Who, bool HasSecondFactor);

    /// <summary>Sends the browser to the provider.</summary>
    public static async Task<IResult> FromPage(string? returnUrl, BeginCompanySession begin, HttpContext context, Html html, CancellationToken ct)
    {
        try
        {
            await context.ChallengeAsync(CompanyDoor.Scheme, new AuthenticationProperties { RedirectUri = LocalUrl.Of(returnUrl) ?? "/leads" });
            return Results.Empty;
        }
        catch (Exception unknown) when (!ct.IsCancellationRequested && !context.Response.HasStarted)
        {
            return begin.Fail(unknown, html); // its own addresses could not be read
        }
    }

    /// <summary>Takes whom the provider sends back. Of its ticket nothing is kept: the session is one of ours.</summary>
    public static async Task FromProvider(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var begin = services.GetRequiredService<BeginCompanySession>();
        var result = await begin.Handle(begin.Told(context.Principal!), http.RequestAborted);
        var answer = result.IsOk
            ? Results.Redirect(await Sessions.Enter(http, result.Value.Who.Person, result.Value.Who.Places, context.ReturnUri, result.Value.HasSecondFactor ? Proven.Company : Proven.Password))
            : services.GetRequiredService<Html>().Page<CompanyPage>(new { begin.Company, IsUnknown = true }, 403);
        await answer.ExecuteAsync(http);
    }

    /// <summary>The provider said no, said something strange or nothing at all.</summary>
    public static Task NotFromProvider(RemoteFailureContext context)
    {
        context.HandleResponse();
        var services = context.HttpContext.RequestServices;
        return services.GetRequiredService<BeginCompanySession>().Fail(context.Failure, services.GetRequiredService<Html>()).ExecuteAsync(context.HttpContext);
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        var (provider, subject) = (Key("oidc:" + request.Issuer), Key(request.Subject));
        var known = await users.FindByLoginAsync(provider, subject);
        var person = known ?? (EmailAddress.TryNormalise(request.Email ?? "", out var email) ? await users.FindByEmailAsync(email) : null);
        var places = person is null ? [] : await db.PlacesOf(person.Id, ct);
        if (person is null || places.Count == 0) return new Problem.Forbidden("Nobody who may work here.");
        if (known is null) await Remember(person, new(provider, subject, door.Name));
        return new Response(new(person, places), request.HasSecondFactor);
    }

    /// <summary>Whether this sign-in counts as two factors: the provider says so of it, or our settings say so of the provider.</summary>
    public static bool CountsAsTwoFactors(ClaimsPrincipal told, CompanyDoor door) => door.IsSecondFactor || told.HasClaim("amr", "mfa");

    private string Company => door.Name;

    private Request Told(ClaimsPrincipal told)
    {
        var isConfirmed = string.Equals(told.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase);
        return new(told.FindFirstValue("iss")!, told.FindFirstValue("sub")!, isConfirmed ? told.FindFirstValue("email") : null, CountsAsTwoFactors(told, door));
    }

    private async Task Remember(User person, UserLoginInfo login)
    {
        try
        {
            await users.AddLoginAsync(person, login);
        }
        catch (DbUpdateException lost) when (db.IsUniqueViolation(lost))
        {
            // Another tab came in at the same moment and has it remembered.
            db.ChangeTracker.Clear();
        }
    }

    private IResult Fail(Exception? failure, Html html)
    {
        // The libraries leave tokens out of their words; what the provider wrote may hold line breaks.
        var words = string.Concat((failure?.GetBaseException().Message ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter).Take(300));
        log.LogWarning("The sign-in by {Company} failed: {Words}", Company, words);
        return html.Page<CompanyPage>(new { Company }, 400);
    }

    // The columns hold 128 letters, a subject may have 255.
    private static string Key(string name) => name.Length <= 128 ? name : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
