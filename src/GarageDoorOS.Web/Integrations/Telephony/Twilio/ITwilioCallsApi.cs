using Refit;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>What we ask of Twilio: who an account is, to place a call and to end it, and how it stands.</summary>
internal interface ITwilioCallsApi
{
    [Get("/2010-04-01/Accounts/{account}.json")]
    Task<IApiResponse<TwilioAccount>> Account(string account, [Authorize("Basic")] string credentials, CancellationToken ct);

    [Post("/2010-04-01/Accounts/{account}/Calls.json")]
    Task<IApiResponse<TwilioCall>> Create(string account, [Authorize("Basic")] string credentials, [Body] HttpContent form, CancellationToken ct);

    [Post("/2010-04-01/Accounts/{account}/Calls/{call}.json")]
    Task<IApiResponse<TwilioCall>> Change(string account, string call, [Authorize("Basic")] string credentials, [Body] HttpContent form, CancellationToken ct);

    [Get("/2010-04-01/Accounts/{account}/Calls/{call}.json")]
    Task<IApiResponse<TwilioCall>> Find(string account, string call, [Authorize("Basic")] string credentials, CancellationToken ct);

    [Get("/2010-04-01/Accounts/{account}/Calls.json")]
    Task<IApiResponse<TwilioCallList>> Legs(string account, [AliasAs("ParentCallSid")] string call, [AliasAs("PageSize")] int pageSize, [Authorize("Basic")] string credentials, CancellationToken ct);
}

internal sealed record TwilioAccount(string? FriendlyName, string? Status);

internal sealed record TwilioCall(string? Sid, string? Status, string? Duration);

internal sealed record TwilioCallList(IReadOnlyList<TwilioCall?>? Calls);

/// <summary>How Twilio says no.</summary>
internal sealed record TwilioNo(int? Code, string? Message);
