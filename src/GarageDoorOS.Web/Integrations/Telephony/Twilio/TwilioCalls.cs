using System.Globalization;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using NodaTime;
using Refit;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>Calls by the account that a business has at Twilio: rings the first phone, and what Twilio is to do from then on goes with that.</summary>
internal sealed class TwilioCalls(VendorLine line, TwilioAnnouncement announcement) : ITelephony
{
    private const int Patience = 25, NotInProgress = 21220;

    public async Task<string> Check(TelephonySettings account, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        var found = await line.Ask(question, late => api.Account(account.AccountId, credentials, late), ct);
        if (found is not { Status: { } status }) throw question.Unreadable();
        var name = PlainText.Cut(PlainText.OneLine(found.FriendlyName), 80).OrNull() ?? account.AccountId;
        return status == "active" ? name : throw new TelephonyFailed($"Twilio says that the account «{name}» is {PlainText.Cut(PlainText.OneLine(status), 20)}. Its console tells why.");
    }

    public Task<string> Place(TelephonySettings account, OutboundCall call, CancellationToken ct) =>
        Ring(account, call.First, TwilioMarkup.Of(call, account.Number, announcement.Url), call.StatusUrl, ct);

    public async Task<CallNews?> Ask(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        if (await line.Ask(question with { IsWell = VendorQuestion.IsGone }, late => api.Find(account.AccountId, vendorId, credentials, late), ct) is not { } ours) return null;
        TwilioCall? theirs = null;
        if (ours.Status is "in-progress" or "completed")
        {
            var legs = await line.Ask(question, late => api.Legs(account.AccountId, vendorId, 5, credentials, late), ct);
            theirs = (legs!.Calls ?? throw question.Unreadable()).FirstOrDefault(leg => leg is not null);
        }
        return TwilioCallWords.Of(ours.Status, theirs?.Status, Seconds(theirs)) ?? throw question.Unreadable();
    }

    /// <summary>Who took it Twilio tells by its hook: here it only says whether whoever called is still there.</summary>
    public async Task<CallNews?> AskIncoming(TelephonySettings account, string vendorId, Instant since, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        if (await line.Ask(question with { IsWell = VendorQuestion.IsGone }, late => api.Find(account.AccountId, vendorId, credentials, late), ct) is not { } theirs) return null;
        return theirs.Status switch
        {
            "queued" or "ringing" or "in-progress" => new(CallState.RingingUs),
            "completed" or "busy" or "failed" or "no-answer" or "canceled" => null,
            _ => throw question.Unreadable(),
        };
    }

    /// <summary>One that is over is as it should be: Twilio refuses to end it, and nobody is told.</summary>
    public async Task HangUp(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        using var form = new FormUrlEncodedContent([new("Status", "completed")]);
        await line.Ask(question with { IsWell = IsOver }, late => api.Change(account.AccountId, vendorId, credentials, form, late), ct);
    }

    public Task Say(TelephonySettings account, Guid id, string to, string words, CancellationToken ct) => Ring(account, to, TwilioMarkup.Saying(words), statusUrl: null, ct);

    private async Task<string> Ring(TelephonySettings account, string to, string markup, string? statusUrl, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account, rings: true);
        List<KeyValuePair<string, string>> fields = [new("To", to), new("From", account.Number), new("Twiml", markup), new("Timeout", Patience.ToString(CultureInfo.InvariantCulture))];
        if (statusUrl is not null) fields.AddRange([new("StatusCallback", statusUrl), .. TwilioMarkup.Events.Select(each => KeyValuePair.Create("StatusCallbackEvent", each))]);
        using var form = new FormUrlEncodedContent(fields);
        var taken = await line.Ask(question, late => api.Create(account.AccountId, credentials, form, late), ct);
        return taken?.Sid ?? throw question.Unreadable();
    }

    private (ITwilioCallsApi Api, string Credentials, VendorQuestion Question) Of(TelephonySettings account, bool rings = false)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountId}:{account.Secret}"));
        return (line.To<ITwilioCallsApi>(account.Address), credentials, new("Twilio", (account.Address ?? line.Twilio).Host, rings, TwilioCallWords.Refusal, [account.Secret, credentials]));
    }

    private static bool IsOver(IApiResponse answer) => VendorQuestion.IsGone(answer) || TwilioCallWords.No((answer.Error as ApiException)?.Content)?.Code == NotInProgress;

    private static int? Seconds(TwilioCall? leg) => int.TryParse(leg?.Duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
