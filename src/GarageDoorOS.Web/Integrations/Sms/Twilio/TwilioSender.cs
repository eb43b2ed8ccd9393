using System.Globalization;
using System.Text;
using NodaTime;
using Refit;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>Sends by the account that a business has at Twilio.</summary>
internal sealed class TwilioSender(ITwilioApi api, TwilioSettings settings, IClock clock)
{
    /// <summary>One phone has no more texts than this in a day.</summary>
    private const int Newest = 100;

    private const string OnTrial = "Sent from your Twilio trial account - ";
    private static readonly Duration Lately = Duration.FromDays(1);

    public async Task<string> Send(SmsAccountSettings account, Sms text, bool mayBeOut, CancellationToken ct)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountId}:{account.Token}"));
        if (mayBeOut && await Find() is { } there) return there;
        var taken = await Ask(late => api.Create(account.AccountId, credentials, Form(account, text), late), isSending: true);
        return taken.Sid ?? throw TwilioAnswers.Unreadable(mayBeOut: true);

        async Task<string?> Find()
        {
            // Not by the date of sending, which one that still waits at Twilio does not have.
            var known = await Ask(late => api.List(account.AccountId, credentials, text.To, Newest, late), isSending: false);
            var since = clock.GetCurrentInstant() - Lately;
            return (known.Messages ?? throw TwilioAnswers.Unreadable(mayBeOut: true)).FirstOrDefault(m => m is { Sid: { } sid } && !text.Others.Contains(sid) && IsSame(m, text.Text) && IsSince(m, since))?.Sid;
        }

        async Task<TAnswer> Ask<TAnswer>(Func<CancellationToken, Task<IApiResponse<TAnswer>>> call, bool isSending)
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(ct); // the pipeline looks only until an answer begins
            late.CancelAfter(settings.Patience);
            try
            {
                using var answer = await call(late.Token);
                if (answer.IsSuccessful && answer.Content is { } content) return content;
                throw TwilioAnswers.Failure(answer, isSending, clock.GetCurrentInstant(), account.Token, credentials);
            }
            catch (Exception broken) when (broken is not SmsFailed && !ct.IsCancellationRequested)
            {
                throw TwilioAnswers.Failure(broken, isSending, settings.Address.Host);
            }
        }
    }

    private static Dictionary<string, string> Form(SmsAccountSettings account, Sms text)
    {
        var form = new Dictionary<string, string>
        {
            ["To"] = text.To,
            [Domain.Messages.SmsAccountFacts.IsNumberGroup(account.From) ? "MessagingServiceSid" : "From"] = account.From,
            ["Body"] = text.Text,
        };
        if (text.StatusUrl is { } url) form["StatusCallback"] = url;
        return form;
    }

    private static bool IsSame(TwilioMessage message, string text) =>
        message.Direction?.StartsWith("outbound", StringComparison.Ordinal) != false && message.Body?.Trim() is { } body && (body == text.Trim() || body == OnTrial + text.Trim());

    /// <summary>Whatever cannot be read may be of today: better one text too few than one twice.</summary>
    private static bool IsSince(TwilioMessage message, Instant since) =>
        !DateTimeOffset.TryParse(message.DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.None, out var created) || Instant.FromDateTimeOffset(created) >= since;
}
