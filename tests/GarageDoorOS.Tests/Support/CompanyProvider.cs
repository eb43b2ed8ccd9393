using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static System.Buffers.Text.Base64Url;

namespace GarageDoorOS.Tests.Support;

/// <summary>As whom the provider of a test knows somebody, and what it says of their e-mail.</summary>
public sealed record CompanyPerson(string Subject, string? Email, object? IsVerified);

/// <summary>A company's OpenID provider on a free port of the loopback. It signs in at once whoever is <see cref="Person"/>.</summary>
public sealed class CompanyProvider : IAsyncDisposable
{
    private const string ClientId = "garage-doors", Secret = "a secret of the two";

    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048), otherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Grant> grants = new();

    private CompanyProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = Address + "/authorize",
            ["token_endpoint"] = Address + "/token",
            ["userinfo_endpoint"] = Address + "/userinfo",
            ["jwks_uri"] = Address + "/keys",
        }));
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
        app.MapGet("/userinfo", UserInfo);
    }

    private sealed record Grant(CompanyPerson Person, string? Nonce, string Challenge, string RedirectUri);

    public CompanyPerson Person { get; set; } = new("nobody", null, null);

    /// <summary>The e-mail is told by the userinfo address alone, and not in the token.</summary>
    public bool KeepsEmailForUserInfo { get; set; }

    public bool SignsWithAnotherKey { get; set; }

    public bool ForgetsNonce { get; set; }

    /// <summary>What the token address answers instead of tokens.</summary>
    public string? Garbage { get; set; }

    /// <summary>The error that people come back with, instead of a code.</summary>
    public string? Error { get; set; }

    public string Address { get; private set; } = "";

    public (string Name, string Value)[] Settings =>
    [
        ("Oidc:Authority", Address), ("Oidc:ClientId", ClientId), ("Oidc:ClientSecret", Secret), ("Oidc:Name", "Lone Oak"), ("App:PublicUrl", "http://doors.example"),
    ];

    public static async Task<CompanyProvider> Start()
    {
        var provider = new CompanyProvider();
        await provider.app.StartAsync();
        provider.Address = provider.app.Urls.First();
        return provider;
    }

    /// <summary>Honest again, for the next test.</summary>
    public void Reset() => (KeepsEmailForUserInfo, SignsWithAnotherKey, ForgetsNonce, Garbage, Error) = (false, false, false, null, null);

    public ValueTask DisposeAsync()
    {
        key.Dispose();
        otherKey.Dispose();
        return app.DisposeAsync();
    }

    private IResult Keys()
    {
        var numbers = key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = EncodeToString(numbers.Modulus), e = EncodeToString(numbers.Exponent) } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        string Asked(string name) => request.Query[name].ToString();
        if (Asked("client_id") != ClientId || Asked("response_type") != "code" || Asked("code_challenge_method") != "S256" || !Asked("scope").Contains("openid")) return Results.BadRequest();
        var back = HttpUtility.ParseQueryString("");
        back["state"] = Asked("state");
        if (Error is not null) back["error"] = Error;
        else
        {
            back["code"] = Guid.NewGuid().ToString("N");
            grants[back["code"]!] = new(Person, Asked("nonce"), Asked("code_challenge"), Asked("redirect_uri"));
        }
        return Results.Redirect($"{Asked("redirect_uri")}?{back}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (Garbage is not null) return Results.Text(Garbage, "application/json");
        if (form["client_id"] != ClientId || form["client_secret"] != Secret || !grants.TryGetValue(form["code"].ToString(), out var grant)) return Results.BadRequest();
        var isProven = EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == grant.Challenge;
        if (!isProven || form["redirect_uri"] != grant.RedirectUri) return Results.BadRequest();
        return Results.Json(new { access_token = form["code"].ToString(), token_type = "Bearer", expires_in = 300, id_token = IdToken(grant) });
    }

    private IResult UserInfo(HttpRequest request) =>
        grants.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", ""), out var grant)
            ? Results.Json(KeepsEmailForUserInfo ? Facts(grant.Person) : new() { ["sub"] = grant.Person.Subject })
            : Results.Unauthorized();

    private string IdToken(Grant grant)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var facts = KeepsEmailForUserInfo ? new() { ["sub"] = grant.Person.Subject } : Facts(grant.Person);
        foreach (var (name, value) in new (string, object)[] { ("iss", Address), ("aud", ClientId), ("iat", now), ("exp", now + 300) }) facts[name] = value;
        if (!ForgetsNonce) facts["nonce"] = grant.Nonce;
        var body = $"{Part(new { alg = "RS256", typ = "JWT", kid = "1" })}.{Part(facts)}";
        var signature = (SignsWithAnotherKey ? otherKey : key).SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{body}.{EncodeToString(signature)}";
    }

    private static Dictionary<string, object?> Facts(CompanyPerson person)
    {
        var facts = new Dictionary<string, object?> { ["sub"] = person.Subject };
        if (person.Email is not null) facts["email"] = person.Email;
        if (person.IsVerified is not null) facts["email_verified"] = person.IsVerified;
        return facts;
    }

    private static string Part(object json) => EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}

/// <summary>The apps of a test class with a company's provider.</summary>
public sealed class AppHostsWithCompany : AppHosts
{
    private CompanyProvider? company;

    public CompanyProvider Company => company ?? throw new InvalidOperationException("There is no provider.");

    protected override (string Name, string Value)[] Settings => Company.Settings;

    public override async ValueTask InitializeAsync() => company = await CompanyProvider.Start();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Company.DisposeAsync();
    }
}
