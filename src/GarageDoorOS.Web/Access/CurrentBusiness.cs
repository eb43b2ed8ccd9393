using GarageDoorOS.Domain.Businesses;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>The business that this request, command or background work is for; set once, before the first query.</summary>
public sealed class CurrentBusiness(IClock? clock = null)
{
    private Business? business;

    public Guid? Id => business?.Id;
    public int Number => Known.Number;
    public string Name => Known.Name;
    public DateTimeZone Zone => Known.Zone;

    /// <summary>By its own calendar.</summary>
    public LocalDate Today => (clock ?? throw new InvalidOperationException("There is no clock here.")).GetCurrentInstant().InZone(Zone).Date;
    public string Currency => Known.Currency;
    public WorkingHours WorkingHours => Known.WorkingHours;
    public bool IsNurturing => Known.IsNurturing;

    /// <summary>It has an account to call its leads by.</summary>
    public bool IsCalling => Known.IsCalling;
    public string PhoneCountry => Known.PhoneCountry;

    private Business Known => business ?? throw new InvalidOperationException("No business has been entered.");

    internal void Enter(Business entered) => business = entered;
}
