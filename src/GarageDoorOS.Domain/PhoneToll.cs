using PhoneNumbers;

namespace GarageDoorOS.Domain;

/// <summary>What ringing a number may cost, as far as its digits tell. <paramref name="Country"/>: two letters; null for numbers of no country, as those of satellites are.</summary>
public sealed record PhoneToll(string? Country, bool IsOrdinary)
{
    private const string NoCountry = "001";

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    private static readonly PhoneNumberType[] Dear = [PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER, PhoneNumberType.UAN];

    /// <summary><paramref name="e164"/>: a number that can be rung.</summary>
    public static PhoneToll Of(string e164)
    {
        try
        {
            var number = Util.Parse(e164, null);
            var country = Util.GetRegionCodeForNumber(number);
            return new(country == NoCountry ? null : country, !Dear.Contains(Util.GetNumberType(number)));
        }
        catch (NumberParseException)
        {
            return new(null, false);
        }
    }
}
