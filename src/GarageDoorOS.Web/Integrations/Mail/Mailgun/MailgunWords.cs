using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using MimeKit;
using MimeKit.Utils;

namespace GarageDoorOS.Web.Integrations.Mail.Mailgun;

/// <summary>Puts into our words what Mailgun brings; null where it is no answer of a person.</summary>
public static class MailgunWords
{
    private const int LongestId = 250, MostAnswered = 50;

    private static readonly string[] Programs = ["mailer-daemon", "postmaster"];

    /// <summary><paramref name="ours"/>: the address that the business writes from. A copy of what the office itself wrote is no answer of a lead.</summary>
    public static InboundMessage? Inbound(IFormCollection form, string ours)
    {
        var headers = Headers(form["message-headers"]);
        // Who wrote it; «sender» is who handed it over, which is another one where a mailbox passes its mail on.
        if ((Address(form["from"]) ?? Address(form["sender"])) is not { } from || IsByProgram(form, headers, from) || EmailAddress.IsSame(from, ours)) return null;
        // What has no name of its own is known by the call that brought it.
        var id = Id(First("Message-Id")) ?? Line(form["token"], LongestId);
        return id is null ? null : new(MessageChannel.Email, id, from, Address(form["recipient"]) ?? "", Line(form["subject"], LeadMessage.LongestSubject), Text(form), [.. Answered().Distinct().Take(MostAnswered)]);

        string? First(string name) => form[name] is [{ Length: > 0 } field, ..] ? field : headers.FirstOrDefault(h => Is(h.Name, name)).Value;

        // The last ones of a long row are the nearest.
        IEnumerable<string> Answered() => [.. Ids(First("In-Reply-To")), .. Ids(First("References")).Reverse()];
    }

    private static string? Address(string? typed) => MailboxAddress.TryParse(PlainText.OneLine(typed), out var mailbox) && EmailAddress.TryNormalise(mailbox.Address, out _) ? mailbox.Address : null;

    /// <summary>RFC 3834, and what programs said before there was one: out of office, lists, mail that did not arrive.</summary>
    private static bool IsByProgram(IFormCollection form, IReadOnlyList<(string Name, string Value)> headers, string from)
    {
        return Programs.Contains(from.Split('@')[0], StringComparer.OrdinalIgnoreCase)
            || (form["sender"] is [{ } handedOver] && handedOver.Trim() is "" or "<>")
            || All("Auto-Submitted").Any(said => !Is(said.Split(';')[0].Trim(), "no"))
            || All("Precedence").Any(said => said.Trim().ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply")
            || All("X-Autoreply").Concat(All("X-Autorespond")).Any(said => !Is(said.Trim(), "no"))
            || All("Content-Type").Any(said => said.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase));

        IEnumerable<string> All(string name) => headers.Where(h => Is(h.Name, name)).Select(h => h.Value).Concat(form[name].OfType<string>());
    }

    /// <summary>What is new in it, where Mailgun could tell; else all of it.</summary>
    private static string Text(IFormCollection form)
    {
        var text = PlainText.Lines(form["stripped-text"]).OrNull() ?? PlainText.Lines(form["body-plain"]);
        if (int.TryParse(form["attachment-count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            text = PlainText.Cut(text, LeadMessage.LongestMail - 100) + $"\n\n({count} {(count == 1 ? "file" : "files")} came with it, not kept here.)";
        return PlainText.Cut(text, LeadMessage.LongestMail).Trim();
    }

    /// <summary>All of them as pairs, in JSON.</summary>
    private static IReadOnlyList<(string Name, string Value)> Headers(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? [] : [.. (JsonSerializer.Deserialize<string?[]?[]>(json) ?? []).Where(pair => pair is [not null, not null]).Select(pair => (pair![0]!, pair[1]!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Id(string? text) => Ids(text).FirstOrDefault() ?? Line(text, LongestId);

    private static IEnumerable<string> Ids(string? text) => string.IsNullOrWhiteSpace(text) ? [] : MimeUtils.EnumerateReferences(text).Select(id => Line(id, LongestId)).OfType<string>();

    private static string? Line(string? text, int most) => PlainText.Cut(PlainText.OneLine(text), most).OrNull();

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
