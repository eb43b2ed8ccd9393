using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Sms.Twilio;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms.Twilio;

/// <summary>What Twilio calls us with, in our words.</summary>
public sealed class TwilioWordsTests
{
    private const string Sid = "SM0123456789abcdef0123456789abcdef";

    [Fact]
    public void An_answer_says_who_wrote_what_to_which_number()
    {
        var message = TwilioWords.Inbound(Form(("MessageSid", Sid), ("From", "+15125550143"), ("To", "+15125550100"), ("Body", " Yes,\r\ntomorrow\0 👍 "), ("NumMedia", "0"), ("FromCity", "AUSTIN")))!;
        (message.Channel, message.VendorId, message.From, message.To, message.Subject, message.Text).ShouldBe((MessageChannel.Text, Sid, "+15125550143", "+15125550100", null, "Yes,\ntomorrow 👍"));
        message.InReplyTo.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1", "image/jpeg", null, "1 picture"), InlineData("2", "image/jpeg", "image/png", "2 pictures"), InlineData("2", "image/jpeg", "video/mp4", "2 files"), InlineData("many", null, null, null), InlineData("999999999", "image/png", null, "999999999 files")]
    public void Pictures_are_said_in_the_subject_and_the_text_is_empty(string count, string? first, string? second, string? said)
    {
        var message = TwilioWords.Inbound(Form(("MessageSid", Sid), ("From", "+15125550143"), ("To", "+15125550100"), ("NumMedia", count), ("MediaContentType0", first ?? ""), ("MediaContentType1", second ?? "")))!;
        (message.Text, message.Subject).ShouldBe(("", said));
    }

    [Fact]
    public void What_says_neither_who_nor_what_is_nothing()
    {
        TwilioWords.Inbound(Form(("From", "+15125550143"), ("Body", "Hi"))).ShouldBeNull();
        TwilioWords.Inbound(Form(("MessageSid", Sid), ("Body", "Hi"))).ShouldBeNull();
        TwilioWords.Delivery(Form(("MessageStatus", "delivered")), null).ShouldBeNull();
    }

    [Theory]
    [InlineData("sent", DeliveryState.Sent), InlineData("delivered", DeliveryState.Delivered), InlineData("read", DeliveryState.Delivered), InlineData("undelivered", DeliveryState.Undelivered), InlineData("failed", DeliveryState.Undelivered)]
    [InlineData("queued", null), InlineData("sending", null), InlineData("accepted", null), InlineData("scheduled", null), InlineData("", null), InlineData("nonsense", null)]
    public void A_status_is_sent_delivered_or_undelivered_and_the_rest_says_nothing(string status, DeliveryState? state)
    {
        var id = Guid.CreateVersion7();
        var news = TwilioWords.Delivery(Form(("MessageSid", Sid), ("MessageStatus", status)), id.ToString());
        news?.State.ShouldBe(state!.Value);
        (news is null).ShouldBe(state is null);
        if (news is not null) (news.Channel, news.MessageId, news.VendorId, news.Error is null).ShouldBe((MessageChannel.Text, id, Sid, state != DeliveryState.Undelivered));
    }

    [Fact]
    public void Without_an_id_of_ours_the_one_of_the_vendor_is_told()
    {
        TwilioWords.Delivery(Form(("SmsSid", Sid), ("SmsStatus", "sent")), null)!.ShouldBe(new(MessageChannel.Text, null, Sid, DeliveryState.Sent, null));
        TwilioWords.Delivery(Form(("MessageSid", Sid), ("MessageStatus", "sent")), "7")!.MessageId.ShouldBeNull();
    }

    [Theory]
    [InlineData("30003", "The phone is off or out of reach."), InlineData("30005", "The number is unknown, or not in service any more."), InlineData("30006", "This is a landline, or a carrier that takes no texts.")]
    [InlineData("30007", "The carrier took it for spam."), InlineData("21610", "This person has answered STOP."), InlineData("21614", "This number takes no texts.")]
    [InlineData("39999", "Twilio's error 39999."), InlineData("-1", "Twilio's error -1."), InlineData("", "Twilio did not say why.")]
    public void Why_a_text_did_not_arrive_is_said_in_words(string code, string words) =>
        TwilioWords.Delivery(Form(("MessageSid", Sid), ("MessageStatus", "undelivered"), ("ErrorCode", code)), null)!.Error.ShouldBe(words);

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value)));
}
