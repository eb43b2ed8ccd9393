using PhoneNumbers;

namespace GarageDoorOS.Domain;

/// <summary>Where a number is at home, as far as its digits tell: who moves takes a mobile number along.</summary>
public sealed record PhonePlace(string Country, string? Area, IReadOnlyList<string> Zones)
{
    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    // Rung from everywhere, at home nowhere: the library gives them every zone of their country code.
    private static readonly PhoneNumberType[] Placeless =
        [PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.VOIP, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.UAN, PhoneNumberType.PAGER, PhoneNumberType.VOICEMAIL, PhoneNumberType.UNKNOWN];

    /// <summary><paramref name="e164"/>: a number that can be rung. Null where it has no place.</summary>
    public static PhonePlace? Of(string e164)
    {
        try
        {
            var number = Util.Parse(e164, null);
            if (Placeless.Contains(Util.GetNumberType(number))) return null;
            var mapper = PhoneNumberToTimeZonesMapper.GetInstance();
            var zones = mapper.GetTimeZonesForNumber(number).Where(zone => zone != mapper.GetUnknownTimeZone()).ToList();
            return zones.Count == 0 ? null : new(Util.GetRegionCodeForNumber(number), PhoneNumberOfflineGeocoder.GetInstance().GetDescriptionForNumber(number, Locale.English).OrNull(), zones);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
