using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Sends a test mail by the account as it is saved, and tells in plain words what its server made of it.</summary>
public sealed class TryMailAccount(AppDb db, MailAccounts accounts, ILeadMailer mailer, IMailer house, CurrentUser user, CurrentBusiness business)
{
    /// <summary>Connecting and sending take as long each: whoever waits at the page hears within twenty seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private const int LongestAnswer = 300;

    /// <summary>
    /// <c>recipient</c>: the person who asks; the account's own address where a program does. <c>answer</c>: what the server said where it did not take the mail, or why nobody
    /// heard of one.
    /// </summary>
    public sealed record Response(bool Delivered, string Recipient, string Server, string? Answer);

    public static async Task<IResult> FromPage(TryMailAccount attempt, ShowMailAccount show, HttpContext context, Html html, CancellationToken ct)
    {
        var tried = await attempt.Handle(ct);
        if (!tried.IsOk) return tried.Problem.ToPage();
        if (context.IsHtmx()) return html.Fragment<MailAttempt>(new { Tried = tried.Value });
        var now = await show.Handle(ct);
        return html.Page<MailAccountPage>(new { Now = now, Form = MailAccountPage.Model.Of(now), Tried = tried.Value });
    }

    public static async Task<IResult> FromApi(TryMailAccount attempt, CancellationToken ct) => (await attempt.Handle(ct)).Match(Results.Ok, problem => problem.ToJson());

    public async Task<Result<Response>> Handle(CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.Conflict("mail_account_missing", "E-mail to leads is not set up.");
        var recipient = await db.Users.Where(u => u.Id == user.UserId).Select(u => u.Email).SingleOrDefaultAsync(ct) ?? account.FromAddress;
        if (accounts.SettingsOf(account) is not { } settings) return Told("The stored password cannot be read any more. Type it again.");
        try
        {
            await using var connection = await mailer.Connect(settings, house.Patience < Longest ? house.Patience : Longest);
            await connection.Send(new(Guid.CreateVersion7(), account.FromName, recipient, PlainText.OneLine($"Test mail of {business.Name}"), $"""
                This mail was sent to try the mail account of {business.Name} in Garage Door OS.
                Mail to your leads comes from this address. Answers go there too.
                """));
            return Told(null);
        }
        catch (MailFailed failed)
        {
            return Told(PlainText.Cut(PlainText.OneLine(failed.Message), LongestAnswer));
        }

        Response Told(string? why) => new(why is null, recipient, account.Host, why);
    }
}
