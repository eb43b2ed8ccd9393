namespace GarageDoorOS.Domain.Businesses;

/// <summary>What a business says of itself, as one form has it.</summary>
public sealed record BusinessSettings(string Name, string TimeZone, string Currency, string PhoneCountry, WorkingHours WorkingHours);
