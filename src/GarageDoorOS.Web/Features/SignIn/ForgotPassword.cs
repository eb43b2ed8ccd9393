using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Mails a link for a new password. The answer, and the work, are the same whether anybody has this e-mail.</summary>
public sealed class ForgotPassword(AppDb db, UserManager<User> users, Outbox outbox, PasswordLinks links, IClock clock)
{
    /// <summary>Nobody's mailbox is filled by pressing the button again.</summary>
    private static readonly Duration Pause = Duration.FromMinutes(5);

    public static IResult Form(Outbox outbox, Html html) => html.Page<ForgottenPage>(new { MailIsOn = outbox.IsOn });

    public static async Task<IResult> FromPage([FromForm] string? email, ForgotPassword forgot, Outbox outbox, Html html, CancellationToken ct)
    {
        if (!outbox.IsOn) return html.Page<ForgottenPage>(new { MailIsOn = false });
        var asked = await forgot.Handle(email, ct);
        return asked.IsOk
            ? html.Page<ForgottenPage>(new { MailIsOn = true, SentTo = asked.Value })
            : html.Page<ForgottenPage>(new { MailIsOn = true, Email = email, Errors = FormErrors.Of(asked.Problem) }, 422);
    }

    public async Task<Result<string>> Handle(string? typed, CancellationToken ct)
    {
        if (!EmailAddress.TryNormalise(typed ?? "", out var email)) return new Problem.Invalid("email", "Type the e-mail that you sign in with.");
        var person = await users.FindByEmailAsync(email);
        var hasPlace = (await db.PlacesOf(person?.Id ?? Guid.Empty, ct)).Count > 0;
        var (link, _) = await links.Make(person ?? new User { SecurityStamp = "nobody's" });
        await db.InTransaction(async () =>
        {
            if (await outbox.WroteSince(clock.GetCurrentInstant() - Pause, MessageKind.NewPassword, email, ct)) return;
            outbox.AddForPerson(MessageKind.NewPassword, email, "A new password for Garage Door OS", person is null || !hasPlace ? null : $"""
                Hello {person.Name},

                somebody, hopefully you, asked for a new password for {email}. Choose it here within two hours:

                {link}

                If it was not you, do nothing: your password stays as it is.
                """);
            await db.SaveChangesAsync(ct);
        }, ct);
        return email;
    }
}
