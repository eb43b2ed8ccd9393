using System.Globalization;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>
/// Tests a password or a code: one at a time for each e-mail, so that a burst of guesses is counted like a row of them, and with the same work for nobody as
/// for somebody, so that the time tells nothing.
/// </summary>
public sealed class PasswordCheck(AppDb db, UserManager<User> users, PasswordTurns turns, CurrentUser current, RefusedTries tries, IClock clock)
{
    private const int MostWrong = 10, LongestPassword = 1_000;

    private static readonly Duration Lockout = Duration.FromMinutes(10);
    private static readonly User Nobody = new();
    private static string? hashOfNobody;

    /// <summary>Whose password it is; else until when the account is locked, if it is.</summary>
    public sealed record Answer(User? Person, Instant? LockedUntil = null)
    {
        /// <summary>«Try again in 10 minutes.»; null where the account is not locked.</summary>
        public string? TryAgain(Instant now)
        {
            if (LockedUntil is not { } until) return null;
            var minutes = Math.Max(1, (int)Math.Ceiling((until - now).TotalMinutes));
            return $"Try again in {minutes.ToString(CultureInfo.InvariantCulture)} {(minutes == 1 ? "minute" : "minutes")}.";
        }
    }

    /// <summary>Where a code is asked for next, the right password alone does not forgive the wrong ones: else it would buy nine more guesses at the code each time.</summary>
    public Task<Answer> Of(string email, string password, CancellationToken ct) =>
        Try(email, person => IsRight(person, password.Length > LongestPassword ? "" : password), forgives: person => !person.TwoFactorEnabled, ct);

    /// <summary>Tests something else that proves who somebody is, such as a code: in the same turn, with the same count and the same lock.</summary>
    public Task<Answer> Of(string email, Func<User, Task<bool>> isRight, CancellationToken ct) =>
        Try(email, async person => person is not null && await isRight(person), forgives: _ => true, ct);

    private Task<Answer> Try(string email, Func<User?, Task<bool>> isRight, Func<User, bool> forgives, CancellationToken ct) => turns.Take(email, async () =>
    {
        var (person, now) = (await users.FindByEmailAsync(email), clock.GetCurrentInstant());
        if (person?.LockoutEnd is { } end && Instant.FromDateTimeOffset(end) is var until && until > now) return Refused(person, new Answer(null, until));
        if (!await isRight(person)) return Refused(person, await Wrong(person, now + Lockout));
        if (person!.AccessFailedCount > 0 && forgives(person))
            await db.InTransaction(() => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.AccessFailedCount, 0), CancellationToken.None), CancellationToken.None);
        return new Answer(person);
    }, ct);

    private Answer Refused(User? person, Answer answer)
    {
        if (person is not null) tries.Note(person.Id, answer.LockedUntil is null ? AuditActions.SignInFailed : AuditActions.SignInLocked, current.Address);
        return answer;
    }

    private async Task<bool> IsRight(User? person, string password)
    {
        var hasher = users.PasswordHasher;
        var hash = person?.PasswordHash ?? (hashOfNobody ??= hasher.HashPassword(Nobody, "nobody's"));
        var verdict = hasher.VerifyHashedPassword(person ?? Nobody, hash, password);
        if (person?.PasswordHash is null || verdict == PasswordVerificationResult.Failed) return false;
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            person.PasswordHash = hasher.HashPassword(person, password);
            await users.UpdateAsync(person);
        }
        return true;
    }

    // The database counts, so that several nodes lose none; who is nobody gets the same statement. Whoever hangs up has tried all the same.
    private async Task<Answer> Wrong(User? person, Instant until)
    {
        var (id, end) = (person?.Id ?? Guid.Empty, (DateTimeOffset?)until.ToDateTimeOffset());
        await db.InTransaction(() => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount + 1 >= MostWrong ? end : u.LockoutEnd)
                .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1 >= MostWrong ? 0 : u.AccessFailedCount + 1),
            CancellationToken.None), CancellationToken.None);
        return new(null, person?.AccessFailedCount + 1 >= MostWrong ? until : null);
    }
}

/// <summary>Lets one check at a time through for each e-mail.</summary>
public sealed class PasswordTurns
{
    // A few strangers share a turn: so nothing has to be cleared away.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<T> Take<T>(string email, Func<Task<T>> work, CancellationToken ct)
    {
        var turn = turns[(uint)email.GetHashCode(StringComparison.OrdinalIgnoreCase) % turns.Length];
        await turn.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
