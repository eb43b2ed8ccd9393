using NodaTime;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>The company that signed up: the tenant. Everything else belongs to exactly one business.</summary>
public sealed class Business : IVersioned
{
    /// <summary>The business that Development starts with, so that there is something to try.</summary>
    public const string DemoName = "Lone Oak Doors";

    private Business() { }

    public Guid Id { get; private set; }

    /// <summary>A small number, one per business in the installation: the high bits of search keys.</summary>
    public int Number { get; private set; }
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";
    public string TimeZone { get; private set; } = "America/Chicago";
    public string Currency { get; private set; } = "USD";
    public string PhoneCountry { get; private set; } = "US";
    public WorkingHours WorkingHours { get; private set; } = WorkingHours.Usual;

    /// <summary>Nobody works here by a password alone.</summary>
    public bool RequiresSecondFactor { get; private set; }

    /// <summary>The office works dated tasks for its leads; off, those that exist are kept and nobody hears of them.</summary>
    public bool IsNurturing { get; private set; }

    /// <summary>It has an account to call its leads by.</summary>
    public bool IsCalling { get; private set; }

    /// <summary>A call may be going on here: whoever looks after calls looks here.</summary>
    public bool HasLiveCalls { get; private set; }
    public Instant CreatedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public BusinessSettings Settings => new(Name, TimeZone, Currency, PhoneCountry, WorkingHours);

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc;

    public static Business Found(int number, string name, Instant now, string timeZone = "America/Chicago", string currency = "USD", string phoneCountry = "US") => new()
    {
        Id = Guid.CreateVersion7(),
        Number = number,
        Name = name.Trim(),
        NameKey = KeyOf(name),
        TimeZone = timeZone,
        Currency = currency,
        PhoneCountry = phoneCountry,
        CreatedAt = now,
    };

    /// <summary>Takes other settings; they hold from the next request on, and nothing that is stored is converted.</summary>
    public void Take(BusinessSettings settings)
    {
        if (settings == Settings) return;
        (Name, TimeZone, Currency, PhoneCountry, WorkingHours) = settings;
        NameKey = KeyOf(Name);
        Version++;
    }

    /// <summary>Lets people in by a password alone or not; it holds from their next request on.</summary>
    public void RequireSecondFactor(bool isRequired) => RequiresSecondFactor = isRequired;

    /// <summary>Turns nurturing on or off; it holds from everybody's next request on.</summary>
    public void Nurture(bool isOn) => IsNurturing = isOn;

    public void Call(bool isCalling) => IsCalling = isCalling;

    /// <summary>Two businesses whose names differ only by case, accents or spaces are the same name.</summary>
    public static string KeyOf(string name) => Folding.Fold(name);
}
