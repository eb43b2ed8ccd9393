using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using NodaTime;

namespace GarageDoorOS.Domain.Consent;

/// <summary>
/// One entry of the ledger: that whoever has an address agreed to be written to or called by a channel, or wants it no more. It belongs to the address and to no lead,
/// is never changed and never deleted.
/// </summary>
public sealed class Consent : IBusinessRecord
{
    /// <summary>Characters of what was said or written.</summary>
    public const int LongestWording = 500;

    private Consent() { }

    public Guid BusinessId { get; private set; }

    /// <summary>Begins with the moment in which it was written down.</summary>
    public Guid Id { get; private set; }
    public ConsentChannel Channel { get; private set; }

    /// <summary>A number as E.164, an e-mail address normalised.</summary>
    public string Address { get; private set; } = "";
    public ConsentAddress About => new(Channel, Address);
    public bool IsGiven { get; private set; }
    public ConsentHow How { get; private set; }

    /// <summary>What was said or written; empty where nobody noted it.</summary>
    public string Wording { get; private set; } = "";

    /// <summary>When it was said.</summary>
    public Instant At { get; private set; }
    public ActorIdentity By { get; private set; } = new(0, null, "");

    /// <summary>A withdrawal, by whomever, or a yes of the person's own. Another yes stands only where there is none of these.</summary>
    public bool IsBinding { get; private set; }

    public static Consent Of(Guid businessId, ConsentAddress of, ConsentSaid said, Actor by, Instant now)
    {
        if (said.At > now) throw new ArgumentException("Nobody has said yet what they will say.", nameof(said));
        return new()
        {
            BusinessId = businessId,
            Id = MomentId.New(now),
            Channel = of.Channel,
            Address = of.Address,
            IsGiven = said.IsGiven,
            How = said.How,
            Wording = said.Wording,
            At = said.At ?? now,
            By = ActorIdentity.Of(by),
            IsBinding = !said.IsGiven || said.How.IsByThePerson(),
        };
    }

    /// <summary>What holds of the entries of one address: what binds goes before what does not, and of those what was said last.</summary>
    public static Consent? Holding(IEnumerable<Consent> entries) =>
        entries.OrderByDescending(e => e.IsBinding).ThenByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefault();
}

/// <summary>What was said: yes or no, how, in which words, and when; null is now.</summary>
public sealed record ConsentSaid(bool IsGiven, ConsentHow How, string Wording = "", Instant? At = null);
