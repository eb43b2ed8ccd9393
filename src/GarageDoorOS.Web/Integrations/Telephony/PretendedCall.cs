namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>A call that is only said to come in. Its id says all that becomes of it.</summary>
public static class PretendedCall
{
    internal const string Prefix = "pretend";

    /// <summary><paramref name="number"/>: of whoever is said to call, as E.164; empty where it is withheld. <paramref name="memberId"/>: who picks it up.</summary>
    public static string Id(string number, Guid memberId) => $"{Prefix}-{(number.Length > 2 ? number[^2..] : "00")}-{memberId:N}-{Guid.CreateVersion7():N}";
}
