using System.Text.Json;
using Refit;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>Asks vendors of calls over HTTP, within the time that they have, and puts whatever goes wrong into one plain failure.</summary>
internal sealed class VendorLine(IHttpClientFactory clients, VendorSettings settings)
{
    /// <summary>Clients for the address that is ours, and for addresses that customers typed.</summary>
    public const string Usual = "telephony", Named = "telephony-named";

    private static readonly RefitSettings Shape = new(new SystemTextJsonContentSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));

    public Uri Twilio => settings.Twilio;

    /// <summary><paramref name="named"/>: the address that a customer typed; null for the usual one of Twilio.</summary>
    public TApi To<TApi>(Uri? named)
    {
        var client = clients.CreateClient(named is null ? Usual : Named);
        client.BaseAddress = named ?? settings.Twilio;
        return RestService.ForGenerated<TApi>(client, Shape);
    }

    /// <summary>What was answered; null for a refusal that <see cref="VendorQuestion.IsWell"/>.</summary>
    public async Task<TAnswer?> Ask<TAnswer>(VendorQuestion question, Func<CancellationToken, Task<IApiResponse<TAnswer>>> send, CancellationToken ct) where TAnswer : class
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct); // the pipeline looks only until an answer begins
        late.CancelAfter(settings.Patience);
        try
        {
            using var answer = await send(late.Token);
            if (answer.IsSuccessful && answer.Content is { } content) return content;
            if (question.IsWell(answer)) return null;
            throw question.Failure(answer);
        }
        catch (Exception broken) when (broken is not TelephonyFailed && !ct.IsCancellationRequested)
        {
            throw question.Failure(broken);
        }
    }
}
