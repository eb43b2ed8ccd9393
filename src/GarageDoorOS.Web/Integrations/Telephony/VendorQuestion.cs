using System.Net;
using GarageDoorOS.Domain;
using Polly.Timeout;
using Refit;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>
/// Something that a vendor is asked: <paramref name="Vendor"/> is its name in a sentence, <paramref name="Host"/> where it is, <paramref name="Rings"/> whether a phone rings by it.
/// <paramref name="Refusal"/> reads what it says no with; <paramref name="Secrets"/> are cut out of that.
/// </summary>
internal sealed record VendorQuestion(string Vendor, string Host, bool Rings, Func<string?, VendorRefusal?> Refusal, IReadOnlyList<string> Secrets)
{
    private const int LongestAnswer = 300;
    private const string Again = " Try again in a minute.", MayRing = " It may ring all the same: wait a minute before you call again.";

    /// <summary>Which refusals are as good as an answer: that something is not there any more, or is there already.</summary>
    public Func<IApiResponse, bool> IsWell { get; init; } = _ => false;

    public static bool IsGone(IApiResponse answer) => answer.StatusCode == HttpStatusCode.NotFound;

    private string Next => Rings ? MayRing : Again;

    /// <summary>Of an answer that came, be it whole.</summary>
    public TelephonyFailed Failure(IApiResponse answer)
    {
        if (answer.StatusCode is not { } status) return Failure(answer.Error?.InnerException ?? answer.Error);
        if (answer.IsSuccessStatusCode) return answer.Error?.InnerException is OperationCanceledException or HttpRequestException or IOException ? Failure(answer.Error.InnerException) : Unreadable();
        var refusal = Refusal((answer.Error as ApiException)?.Content);
        var said = refusal is null ? $"{Vendor} answered {(int)status}." : $"{Vendor} answered: {refusal.Says}";
        said = Secrets.Where(secret => secret.Length > 0).Aggregate(said, (text, secret) => text.Replace(secret, "…", StringComparison.Ordinal));
        var isClear = (int)status < 500 && status != HttpStatusCode.RequestTimeout;
        var next = refusal?.Next ?? status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => " Look at the account and its secret under Settings, Integrations, Telephony.",
            HttpStatusCode.TooManyRequests => Again,
            _ => isClear ? "" : Next,
        };
        return new(PlainText.Cut(PlainText.OneLine(said), LongestAnswer - next.Length) + next, mayBeOut: Rings && !isClear);
    }

    /// <summary>Of an answer that did not come.</summary>
    public TelephonyFailed Failure(Exception? broken) => broken switch
    {
        ApiRequestException { InnerException: { } cause } => Failure(cause),
        HttpRequestException { InnerException: NotReached notReached } => new(notReached.Message + " Look at the address.", inner: broken),
        NotReached notReached => new(notReached.Message + " Look at the address.", inner: broken),
        OperationCanceledException or TimeoutRejectedException or TimeoutException => new($"{Vendor} did not answer in time.{Next}", mayBeOut: Rings, inner: broken),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => new($"Nobody answers at {Host}.{Again}", inner: broken),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new($"{Host} has no certificate that can be trusted. Look at the address.", inner: broken),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Unreadable(),
        _ => new($"The connection to {Vendor} broke.{Next}", mayBeOut: Rings, inner: broken),
    };

    public TelephonyFailed Unreadable() => new($"{Vendor} answered something that cannot be read.{Next}", mayBeOut: Rings);
}

/// <summary>How a vendor says no. <paramref name="Next"/>: what is to be done about it, with a blank before it; null where that is not known.</summary>
internal sealed record VendorRefusal(string Says, string? Next);
