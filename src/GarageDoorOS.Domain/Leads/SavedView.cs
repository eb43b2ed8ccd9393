using NodaTime;

namespace GarageDoorOS.Domain.Leads;

/// <summary>A name for a list of leads that somebody looks at often: what its address says after the question mark. It is one person's, or everybody's.</summary>
public sealed class SavedView : IBusinessRecord, IVersioned
{
    /// <summary>So many of one's own, and so many of everybody's: each is counted when they are looked at.</summary>
    public const int Most = 20;

    private SavedView() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The team member or API key whose view it is; null where it is shared with the business.</summary>
    public Guid? OwnerId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name folded, by which views are sorted.</summary>
    public string NameSort { get; private set; } = "";

    /// <summary>Filters and sort as in the address of the list: <c>status=new&amp;sort=-value</c>. Empty: all leads.</summary>
    public string Query { get; private set; } = "";
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }

    public bool IsShared => OwnerId is null;

    public static SavedView Save(Guid businessId, Guid? ownerId, string name, string query, Instant now)
    {
        var view = new SavedView { BusinessId = businessId, Id = Guid.CreateVersion7(), CreatedAt = now };
        view.Take(ownerId, name, query);
        return view;
    }

    public void Become(Guid? ownerId, string name, string query)
    {
        if ((ownerId, name.Trim(), query) == (OwnerId, Name, Query)) return;
        Take(ownerId, name, query);
        Version++;
    }

    private void Take(Guid? ownerId, string name, string query) => (OwnerId, Name, NameSort, Query) = (ownerId, name.Trim(), Folding.Fold(name), query);
}
