using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>Asks once more who it is, by their password or a code of their app, before what guards the account is weakened: a browser may stand open.</summary>
public sealed class OwnProof(PasswordCheck passwords, CodeCheck codes, AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>The field of every form that asks for it.</summary>
    public const string Field = "proof";

    public async Task<Result<User>> Of(string typed, CancellationToken ct)
    {
        if (typed.Length == 0) return new Problem.Invalid(Field, "Type your password, or a code that your app shows now.");
        var known = await db.PersonOf(user.UserId!.Value, ct) ?? throw new InvalidOperationException("A session without its person.");
        var answer = await (CodeCheck.LooksLikeOne(typed) ? codes.Of(known, typed, ct) : passwords.Of(known.Email!, typed, ct));
        if (answer.TryAgain(clock.GetCurrentInstant()) is { } later) return new Problem.Invalid(Field, $"Too many wrong ones. {later}");
        return answer.Person is { } person ? person : new Problem.Invalid(Field, "This is neither your password nor a code that your app shows now.");
    }
}
