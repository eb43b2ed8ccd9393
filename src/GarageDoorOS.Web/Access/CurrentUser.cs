using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Web.Access;

/// <summary>What a session began with: a password (or a company sign-in) alone, a second factor of the person's own, or one that the company's sign-in vouches for.</summary>
public enum Proven { Password, Both, Company }

/// <summary>Who sends this request: a team member, an API key, a person who has yet to choose a business, or nobody.</summary>
public sealed class CurrentUser
{
    private Role? role;

    public Guid? UserId { get; private set; }

    /// <summary>The place in the business in use; null for API keys.</summary>
    public Guid? MemberId { get; private set; }
    public Guid? ApiKeyId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The network address that the request came from; null for commands.</summary>
    public string? Address { get; private set; }

    public bool HasBusiness => role is not null;

    /// <summary>There are other businesses that this person could switch to.</summary>
    public bool HasOtherPlaces { get; private set; }

    /// <summary>How many notices they have not seen.</summary>
    public int UnseenNotices { get; private set; }

    /// <summary>How they want their list of leads.</summary>
    public ListLook LeadsLook { get; private set; } = ListLook.Plain;

    /// <summary>The person has codes from an app, or a passkey.</summary>
    public bool HasSecondFactor { get; private set; }

    public Proven Proven { get; private set; }

    /// <summary>This session has shown a second factor that the person still has.</summary>
    public bool HasShownBoth => Proven == Proven.Company || (Proven == Proven.Both && HasSecondFactor);

    /// <summary>The business that they have a place in and that lets nobody in without a second factor; null where they are in, or nothing keeps them out.</summary>
    public string? KeptOutBy { get; private set; }

    public Role Role => role ?? throw new InvalidOperationException("Nobody has entered a business.");
    public LeadScope Scope => Role.Scope;

    /// <summary>The team member or API key that asks; what idempotency keys belong to.</summary>
    public Guid CallerId => ApiKeyId ?? MemberId ?? throw new InvalidOperationException("Nobody has entered a business.");

    /// <summary>Whose leads are «own». An API key has none, and says so by its own id: the empty one is the pool.</summary>
    public Guid OwnId => CallerId;

    public Actor Actor => ApiKeyId is { } key ? new(ActorKind.ApiKey, key, Name) : MemberId is { } member ? new(ActorKind.TeamMember, member, Name) : Actor.System;

    public bool May(Permission permission) => role?.Allows(permission) ?? false;

    internal void SignedIn(Guid userId, string name, bool hasSecondFactor, Proven proven) => (UserId, Name, HasSecondFactor, Proven) = (userId, name, hasSecondFactor, proven);

    internal void ComesFrom(System.Net.IPAddress? address) => Address = (address?.IsIPv4MappedToIPv6 ?? false ? address.MapToIPv4() : address)?.ToString();

    internal void IsKeptOutBy(string businessName) => KeptOutBy = businessName;

    /// <summary><paramref name="own"/>: the role, where it is one of the business's own.</summary>
    internal void Become(TeamMember member, OwnRole? own, bool hasOtherPlaces) =>
        (UserId, MemberId, Name, role, HasOtherPlaces, UnseenNotices, LeadsLook) = (member.UserId, member.Id, member.Name, own?.AsRole ?? Role.Find(member.Role), hasOtherPlaces, member.UnseenNotices, ListLook.Parse(member.LeadsLook));

    internal void Become(ApiKey key, OwnRole? own) => (ApiKeyId, Name, role) = (key.Id, key.Name, own?.AsRole ?? Role.Find(key.Role));
}
