using GarageDoorOS.Web.Integrations;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms.Twilio;

/// <summary>The proof that a call is Twilio's, by the examples that Twilio publishes with its own libraries.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345", Url = "https://mycompany.com/myapp.php?foo=1&bar=2", Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private static Dictionary<string, StringValues> Form => new() { ["Digits"] = "1234", ["To"] = "+18005551212", ["From"] = "+14158675309", ["Caller"] = "+14158675309", ["CallSid"] = "CA1234567890ABCDE" };

    [Fact]
    public void The_published_example_is_genuine() => TwilioSignature.IsGenuine(Signature, Token, Url, Form).ShouldBeTrue();

    [Fact]
    public void A_field_that_was_sent_more_than_once_is_signed_once_for_each_value() =>
        TwilioSignature.Of(Token, Url, new Dictionary<string, StringValues> { ["Sid"] = "CA123", ["SidAccount"] = "AC123", ["Digits"] = new(["5678", "1234", "1234"]) }).ShouldBe("IK+Dwps556ElfBT0I3Rgjkr1wJU=");

    [Fact]
    public void Whatever_was_changed_is_not_genuine()
    {
        var other = Form;
        other["Digits"] = "1235";
        var more = Form;
        more["Body"] = "";
        TwilioSignature.IsGenuine(Signature, Token, Url, other).ShouldBeFalse();
        TwilioSignature.IsGenuine(Signature, Token, Url, more).ShouldBeFalse();
        TwilioSignature.IsGenuine(Signature, Token, Url + "&x=1", Form).ShouldBeFalse();
        TwilioSignature.IsGenuine(Signature, Token, Url.Replace("https", "http"), Form).ShouldBeFalse();
        TwilioSignature.IsGenuine(Signature, Token + "6", Url, Form).ShouldBeFalse();
        foreach (var signature in new[] { null, "", Signature[..^1], Signature.ToLowerInvariant(), Signature + "=", "秘密" }) TwilioSignature.IsGenuine(signature, Token, Url, Form).ShouldBeFalse(signature);
    }
}
