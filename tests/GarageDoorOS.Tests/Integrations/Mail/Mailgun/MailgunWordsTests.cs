using System.Text.Json;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Mail.Mailgun;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Mail.Mailgun;

/// <summary>What Mailgun brings, in our words.</summary>
public sealed class MailgunWordsTests
{
    private const string Ours = "hello@loneoak.example";

    private static readonly (string Name, string Value)[] Answer =
    [
        ("sender", "ray@example.com"), ("from", "Ray Novak <ray@example.com>"), ("recipient", "hello@loneoak.example"), ("subject", "Re: Your\r\n door"), ("body-plain", "Yes!\r\n\r\n> when?"), ("stripped-text", " Yes!\0\r\n"),
        ("Message-Id", "<CAF1@mail.example.com>"), ("In-Reply-To", "<one@loneoak.example>"), ("References", "<zero@loneoak.example>\r\n <one@loneoak.example>"),
    ];

    [Fact]
    public void An_answer_says_who_wrote_what_and_to_which_mail()
    {
        var message = MailgunWords.Inbound(Form(Answer), Ours)!;
        (message.Channel, message.VendorId, message.From, message.To, message.Subject, message.Text).ShouldBe((MessageChannel.Email, "CAF1@mail.example.com", "ray@example.com", "hello@loneoak.example", "Re: Your   door", "Yes!"));
        message.InReplyTo.ShouldBe(["one@loneoak.example", "zero@loneoak.example"]);
    }

    [Theory]
    [InlineData("Ray <Ray@Example.com>", null, "Ray@Example.com"), InlineData("\"Novak, Ray\" <ray@example.com>", "x@relay.example", "ray@example.com"), InlineData(null, "Ray <ray@example.com>", "ray@example.com")]
    [InlineData("=?utf-8?q?Ren=C3=A9?= <rene@example.com>", null, "rene@example.com"), InlineData("nobody", "SRS0=a=b=example.com=ray@relay.example", "SRS0=a=b=example.com=ray@relay.example")]
    public void Who_wrote_it_goes_before_who_handed_it_over(string? from, string? sender, string expected) =>
        MailgunWords.Inbound(Form([.. Without("from", "sender"), .. Some("from", from), .. Some("sender", sender)]), Ours)!.From.ShouldBe(expected);

    [Fact]
    public void What_stands_only_among_all_headers_is_read_there()
    {
        var headers = JsonSerializer.Serialize(new[] { new[] { "Received", "x" }, ["Message-ID", "<CAF2@mail.example.com>"], ["References", "<zero@loneoak.example>"] });
        var message = MailgunWords.Inbound(Form([.. Without("Message-Id", "In-Reply-To", "References"), ("message-headers", headers)]), Ours)!;
        (message.VendorId, message.InReplyTo.ShouldHaveSingleItem()).ShouldBe(("CAF2@mail.example.com", "zero@loneoak.example"));
    }

    [Fact]
    public void Where_nothing_new_was_found_all_of_it_is_the_text_and_files_are_counted()
    {
        MailgunWords.Inbound(Form([.. Without("stripped-text"), ("stripped-text", " \r\n")]), Ours)!.Text.ShouldBe("Yes!\n\n> when?");
        MailgunWords.Inbound(Form([.. Answer, ("attachment-count", "1")]), Ours)!.Text.ShouldBe("Yes!\n\n(1 file came with it, not kept here.)");
        var most = MailgunWords.Inbound(Form([.. Without("stripped-text"), ("stripped-text", new string('x', 30_000)), ("attachment-count", "2")]), Ours)!.Text;
        most.Length.ShouldBeLessThanOrEqualTo(LeadMessage.LongestMail);
        most.ShouldEndWith("(2 files came with it, not kept here.)");
    }

    [Fact]
    public void A_mail_without_a_name_is_known_by_the_call_that_brought_it()
    {
        MailgunWords.Inbound(Form([.. Without("Message-Id"), ("token", "abc")]), Ours)!.VendorId.ShouldBe("abc");
        MailgunWords.Inbound(Form(Without("Message-Id")), Ours).ShouldBeNull();
        MailgunWords.Inbound(Form([.. Without("Message-Id"), ("Message-Id", "<" + new string('x', 900) + "@example.com>")]), Ours)!.VendorId.Length.ShouldBe(250);
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied"), InlineData("auto-submitted", "Auto-Generated; x=y"), InlineData("Precedence", "bulk"), InlineData("Precedence", "List"), InlineData("Precedence", "junk"), InlineData("X-Autoreply", "yes"), InlineData("X-Autorespond", "Out of office")]
    [InlineData("Content-Type", "multipart/report; report-type=delivery-status")]
    public void What_a_program_wrote_is_no_answer(string header, string value)
    {
        MailgunWords.Inbound(Form([.. Answer, ("message-headers", JsonSerializer.Serialize(new[] { new[] { header, value } }))]), Ours).ShouldBeNull();
        MailgunWords.Inbound(Form([.. Answer, (header, value)]), Ours).ShouldBeNull("as a field of its own");
    }

    [Theory]
    [InlineData("Auto-Submitted", "no"), InlineData("Precedence", "first-class"), InlineData("X-Autoreply", "no"), InlineData("Content-Type", "multipart/alternative"), InlineData("X-Other", "auto-replied")]
    public void What_a_person_wrote_is_one(string header, string value) =>
        MailgunWords.Inbound(Form([.. Answer, ("message-headers", JsonSerializer.Serialize(new[] { new[] { header, value } }))]), Ours).ShouldNotBeNull();

    [Theory]
    [InlineData("MAILER-DAEMON@example.com", "x@example.com"), InlineData("Postmaster <postmaster@example.com>", "x@example.com"), InlineData("Ray <ray@example.com>", ""), InlineData("Ray <ray@example.com>", "<>"), InlineData("Lone Oak <Hello@LoneOak.example>", "x@example.com"), InlineData("nobody", "nobody")]
    public void Neither_is_what_a_mail_server_the_office_itself_or_nobody_wrote(string from, string sender) =>
        MailgunWords.Inbound(Form([.. Without("from", "sender"), ("from", from), ("sender", sender)]), Ours).ShouldBeNull();

    [Theory]
    [InlineData("nonsense"), InlineData("{}"), InlineData("[[\"Precedence\"],null,[null,\"bulk\"],[1,2]]"), InlineData("[[\"a\",\"b\",\"c\"]]"), InlineData("null")]
    public void Headers_that_cannot_be_read_are_none(string headers) => MailgunWords.Inbound(Form([.. Answer, ("message-headers", headers)]), Ours).ShouldNotBeNull();

    [Theory]
    [InlineData("delivered", null, DeliveryState.Delivered, null), InlineData("failed", "permanent", DeliveryState.Undelivered, "The mail server of the lead answered: 550 No such mailbox"), InlineData("rejected", null, DeliveryState.Undelivered, "The mail server of the lead answered: 550 No such mailbox")]
    [InlineData("failed", "temporary", null, null), InlineData("opened", null, null, null), InlineData("accepted", null, null, null), InlineData(null, null, null, null)]
    public void News_is_that_a_mail_arrived_or_never_will(string? happened, string? severity, DeliveryState? state, string? error)
    {
        var id = Guid.CreateVersion7();
        var news = News(happened, severity, $"{id:N}@loneoak.example", new(550, "No such mailbox", ""));
        news.ShouldBe(state is { } told ? new(MessageChannel.Email, id, $"{id:N}@loneoak.example", told, error) : null);
    }

    [Fact]
    public void News_of_a_mail_of_somebody_else_says_nothing_and_without_a_reason_it_says_so()
    {
        foreach (var id in new[] { null, "", "CAF1@mail.example.com", $"{Guid.NewGuid()}@loneoak.example" }) News("delivered", null, id, null).ShouldBeNull(id);
        News("failed", "permanent", $"<{Guid.CreateVersion7():N}@loneoak.example>", null)!.Error.ShouldBe("Mailgun did not say why it did not arrive.");
    }

    [Theory]
    [InlineData(0, true), InlineData(-899, true), InlineData(899, true), InlineData(-901, false), InlineData(901, false)]
    public void A_call_is_genuine_for_a_quarter_of_an_hour(int secondsOff, bool isGenuine)
    {
        var now = Instant.FromUtc(2026, 11, 28, 21, 0);
        var time = (now.ToUnixTimeSeconds() + secondsOff).ToString();
        new MailgunSignature(time, "t", MailgunSignature.Of("key", time, "t")).IsGenuine("key", now).ShouldBe(isGenuine);
    }

    [Fact]
    public void A_signature_is_the_one_that_others_work_out_too()
    {
        // printf 1529006854a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0 | openssl dgst -sha256 -hmac hunter2
        MailgunSignature.Of("hunter2", "1529006854", "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0").ShouldBe("e25d7fec8b092aaa4fc32b05015dee81ba6ab6bd04a9ed401785c5fb84e441d8");
        foreach (var (time, token) in new[] { ("", "t"), (null, "t"), ("-1", "t"), ("99999999999999999999", "t"), ("9223372036854775807", "t"), ("1e9", "t") })
            new MailgunSignature(time, token, MailgunSignature.Of("key", time, token)).IsGenuine("key", Instant.FromUnixTimeSeconds(0)).ShouldBeFalse(time);
        new MailgunSignature("0", "", MailgunSignature.Of("key", "0", "")).IsGenuine("key", Instant.FromUnixTimeSeconds(0)).ShouldBeFalse("no token");
    }

    private static DeliveryNews? News(string? happened, string? severity, string? id, MailgunNews.Answer? answer) =>
        new MailgunNews(new(null, null, null), new(happened, severity, new(new(id)), answer)).InOurWords();

    private static (string, string)[] Without(params string[] names) => [.. Answer.Where(f => !names.Contains(f.Name))];

    private static (string, string)[] Some(string name, string? value) => value is null ? [] : [(name, value)];

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value), StringComparer.OrdinalIgnoreCase));
}
