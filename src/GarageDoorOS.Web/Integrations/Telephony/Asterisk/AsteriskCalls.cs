using System.Net;
using System.Text;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Telephony.Asterisk;

/// <summary>
/// Calls by a PBX of the business's own. The PBX rings the first phone by the dial pattern, with who is next as the name on its display; picked up, that channel goes on in the dialplan at
/// the number of who is called, in the context that the pattern names, as if it had been dialled there by hand: so the PBX's own rules of calls out hold. A code is spoken by the context
/// <c>garage-door-code</c>, which the PBX must have: the code is its extension. A channel that is over is not there any more, so how it went is not told.
/// </summary>
internal sealed class AsteriskCalls(VendorLine line) : ITelephony
{
    private const int Patience = 25, LongestName = 60;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task<string> Check(TelephonySettings account, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        var info = await line.Ask(question, late => api.Info(credentials, late), ct);
        return info?.System?.Version is { } version ? $"Asterisk {PlainText.Cut(PlainText.OneLine(version), 40)}" : throw question.Unreadable();
    }

    public Task<string> Place(TelephonySettings account, OutboundCall call, CancellationToken ct) =>
        Ring(account, call.Id, call.First, pattern => (pattern.Extension(call.To), pattern.Context), call.Says, ct);

    public async Task<CallNews?> Ask(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        if (await line.Ask(question with { IsWell = VendorQuestion.IsGone }, late => api.Find(vendorId, credentials, late), ct) is not { } channel) return null;
        if (channel.State is not { } state) throw question.Unreadable();
        if (state != "Up") return new(CallState.RingingUs);
        var bridges = await line.Ask(question, late => api.Bridges(credentials, late), ct);
        return new(bridges!.Any(bridge => bridge?.Channels is { Count: > 1 } joined && joined.Contains(vendorId)) ? CallState.Talking : CallState.RingingThem);
    }

    /// <summary>The channel is up once somebody here has picked up: who that was, a PBX does not say.</summary>
    public async Task<CallNews?> AskIncoming(TelephonySettings account, string vendorId, Instant since, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        if (await line.Ask(question with { IsWell = VendorQuestion.IsGone }, late => api.Find(vendorId, credentials, late), ct) is not { } channel) return null;
        return channel.State is { } state ? new(state == "Up" ? CallState.Talking : CallState.RingingUs) : throw question.Unreadable();
    }

    public async Task HangUp(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        var (api, credentials, question) = Of(account);
        await line.Ask(question with { IsWell = VendorQuestion.IsGone }, late => api.HangUp(vendorId, credentials, late), ct);
    }

    public Task Say(TelephonySettings account, Guid id, string to, string words, CancellationToken ct)
    {
        var digits = string.Concat(words.Where(char.IsAsciiDigit));
        if (digits.Length == 0) throw new TelephonyFailed("A PBX says digits, and there are none.");
        return Ring(account, id, to, _ => (digits, DialPattern.CodeContext), "Your code", ct);
    }

    /// <summary>The channel is named by our own id, so that there is never a second one: that it is there already is what was wanted.</summary>
    private async Task<string> Ring(TelephonySettings account, Guid id, string first, Func<DialPattern, (string Extension, string Context)> then, string name, CancellationToken ct)
    {
        var pattern = DialPattern.Read(account.DialPattern) ?? throw new TelephonyFailed("How the PBX dials is not set up. Look at it under Settings, Integrations, Telephony.");
        var (api, credentials, question) = Of(account, rings: true);
        var (channel, (extension, context)) = (id.ToString("N"), then(pattern));
        var rung = await line.Ask(question with { IsWell = answer => answer.StatusCode == HttpStatusCode.Conflict }, late => api.Originate(channel, pattern.Rings(first), extension, context, 1, CallerId(name, account.Number), Patience, credentials, late), ct);
        return rung is null || rung.Id == channel ? channel : throw question.Unreadable();
    }

    /// <summary>As phones show it. Whatever could end the name, or mean something to a dialplan, is left out.</summary>
    private static string CallerId(string name, string number)
    {
        var shown = string.Concat(PlainText.OneLine(name).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or ',' or '-' or '\'')).Trim();
        return $"\"{PlainText.Cut(shown, LongestName)}\" <{number}>";
    }

    private (IAsteriskApi Api, string Credentials, VendorQuestion Question) Of(TelephonySettings account, bool rings = false)
    {
        var address = account.Address ?? throw new TelephonyFailed("The address of the PBX is not set up. Look at it under Settings, Integrations, Telephony.");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountId}:{account.Secret}"));
        return (line.To<IAsteriskApi>(address), credentials, new("The PBX", address.Host, rings, Refusal, [account.Secret, credentials]));
    }

    private static VendorRefusal? Refusal(string? content)
    {
        try
        {
            return content is not null && JsonSerializer.Deserialize<AsteriskNo>(content, Json) is { } no && (no.Message ?? no.Error) is { Length: > 0 } said ? new(said, null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
