using NodaTime;

namespace GarageDoorOS.Domain.Calls;

/// <summary>The phone of a team member: it rings first when they call somebody, and when somebody calls while they are on duty. It rings for nothing but its code until that was typed.</summary>
public sealed class MemberPhone : IBusinessRecord
{
    /// <summary>Digits of a code, how often it may be typed wrong, and how often one may be spoken within an hour.</summary>
    public const int CodeDigits = 6, MostTries = 5, MostCodesAnHour = 4;

    public static readonly Duration CodeLives = Duration.FromMinutes(10);

    private MemberPhone() { }

    public Guid BusinessId { get; private set; }
    public Guid MemberId { get; private set; }

    /// <summary>E.164.</summary>
    public string Number { get; private set; } = "";
    public Instant? VerifiedAt { get; private set; }

    /// <summary>The code that was spoken, hashed with the member's id; null while none is waited for.</summary>
    public string? CodeHash { get; private set; }
    public Instant? CodeUntil { get; private set; }
    public int Tries { get; private set; }

    /// <summary>How many codes were spoken since <see cref="CodesSince"/>.</summary>
    public int Codes { get; private set; }
    public Instant? CodesSince { get; private set; }

    /// <summary>It rings when somebody calls the business.</summary>
    public bool IsOnDuty { get; private set; }

    public bool IsVerified => VerifiedAt is not null;

    public static MemberPhone Of(Guid businessId, Guid memberId) => new() { BusinessId = businessId, MemberId = memberId };

    /// <summary>Another number is not verified; the same stays so.</summary>
    public void Become(string number)
    {
        if (number == Number) return;
        (Number, VerifiedAt, CodeHash, CodeUntil, Tries, IsOnDuty) = (number, null, null, null, 0, false);
    }

    /// <summary>It is to be verified again.</summary>
    public void Doubt() => (VerifiedAt, IsOnDuty) = (null, false);

    /// <summary>Only a phone that was verified rings for others.</summary>
    public void BeOnDuty(bool on) => IsOnDuty = on && IsVerified;

    /// <summary>A code is about to be spoken. False where there were enough for now.</summary>
    public bool BeginCode(string codeHash, Instant now)
    {
        if (CodesSince is not { } since || now - since >= Duration.FromHours(1)) (Codes, CodesSince) = (0, now);
        if (Codes >= MostCodesAnHour) return false;
        (Codes, CodeHash, CodeUntil, Tries) = (Codes + 1, codeHash, now + CodeLives, 0);
        return true;
    }

    /// <summary>Whether this is the code. A wrong one counts.</summary>
    public bool Verify(string codeHash, Instant now)
    {
        if (CodeHash is null || CodeUntil <= now || Tries >= MostTries) return false;
        Tries++;
        if (codeHash != CodeHash) return false;
        (VerifiedAt, CodeHash, CodeUntil, Tries) = (now, null, null, 0);
        return true;
    }
}
