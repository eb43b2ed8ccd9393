using Refit;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>What we ask of Twilio: to send a text, and which texts it has for a phone.</summary>
internal interface ITwilioApi
{
    [Post("/2010-04-01/Accounts/{account}/Messages.json")]
    Task<IApiResponse<TwilioMessage>> Create(string account, [Authorize("Basic")] string credentials, [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken ct);

    [Get("/2010-04-01/Accounts/{account}/Messages.json")]
    Task<IApiResponse<TwilioMessages>> List(string account, [Authorize("Basic")] string credentials, [AliasAs("To")] string to, [AliasAs("PageSize")] int pageSize, CancellationToken ct);
}

internal sealed record TwilioMessage(string? Sid, string? Body, string? Direction, string? DateCreated);

internal sealed record TwilioMessages(IReadOnlyList<TwilioMessage?>? Messages);

/// <summary>How Twilio says no.</summary>
internal sealed record TwilioRefusal(int? Code, string? Message);
