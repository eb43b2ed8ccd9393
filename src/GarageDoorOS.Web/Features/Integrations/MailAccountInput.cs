using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Reads what was sent about a mail account over what it says now, gathering what is wrong.</summary>
public delegate MailAccountInput ReadMailAccount(MailAccountFacts now, FormErrors errors);

/// <summary>A mail account as a form or a JSON body says it: with the password and the key of answers, where they were typed, and the version that it starts from. A field that was not sent stays as it is; an empty <paramref name="InboundKey"/> takes the key away.</summary>
public sealed record MailAccountInput(MailAccountFacts Facts, string? Password, string? InboundKey, int? Version)
{
    private const int LongestPassword = 500, LongestKey = 200;

    public static MailAccountInput FromJson(JsonBody body, MailAccountFacts now, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("hasPassword", "hasInboundKey", "inboundUrl", "statusUrl");
        var facts = new MailAccountFacts(
            json.Has("host") ? json.Text("host") ?? "" : now.Host,
            json.Has("port") ? json.Number("port") ?? MailAccountFacts.Submission : now.Port,
            json.Has("user") ? json.Text("user") : now.User,
            json.Has("fromAddress") ? json.Text("fromAddress") ?? "" : now.FromAddress,
            json.Has("fromName") ? json.Text("fromName") ?? "" : now.FromName);
        var (password, key, version) = (json.Text("password", LongestPassword), json.Text("inboundKey", LongestKey), json.Number("version"));
        json.Finish();
        return Of(facts, password, key, version);
    }

    public static MailAccountInput FromForm(IFormCollection form, MailAccountFacts now, FormErrors errors)
    {
        var facts = new MailAccountFacts(
            form.Line("host", now.Host, errors), Port(form["port"].ToString().Trim()), form.Line("user", now.User ?? "", errors),
            form.Line("fromAddress", now.FromAddress, errors), form.Line("fromName", now.FromName, errors));
        var key = TextRule.Read(form["inboundKey"].ToString(), "inboundKey", LongestKey, errors).OrNull() ?? (form.ContainsKey("dropInboundKey") ? "" : null);
        return Of(facts, TextRule.Read(form["password"].ToString(), "password", LongestPassword, errors), key, int.TryParse(form["version"], out var version) ? version : null);

        static int Port(string typed) => typed.Length == 0 ? MailAccountFacts.Submission : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
    }

    /// <summary>Gathers what is wrong with it. <paramref name="keeps"/>: a password is stored that can still be read.</summary>
    public void Check(MailAccountFacts before, bool keeps, ILeadMailer mailer, FormErrors errors)
    {
        if (Facts.Host.Length == 0) Say("host", "Type the name of your mail server.");
        else if (Uri.CheckHostName(Facts.Host) is UriHostNameType.Unknown or UriHostNameType.Basic) Say("host", "Type the name of the server alone, such as smtp.example.com.");
        else if (!mailer.MayReach(Facts.Host)) Say("host", "This leads into a private network. Name a server that the whole internet can reach.");
        if (!mailer.MayUse(Facts.Port)) Say("port", "Mail goes out by 587, 465, 2525 or 25. Most servers want 587.");
        if (!EmailAddress.TryNormalise(Facts.FromAddress, out _)) Say("fromAddress", "Type the address that your leads see and answer to, such as office@example.com.");
        if (Facts.User is null && Password is not null) Say("user", "Type whose password this is; many servers want the whole e-mail address.");
        if (Facts.User is not null && Password is null && !(keeps && Facts.MayKeepPasswordOf(before))) Say("password", keeps ? "Type the password again: the stored one goes to no other server and no other user." : "Type the password.");

        void Say(string field, string message)
        {
            if (!errors.Has(field)) errors.Add(field, message);
        }
    }

    private static MailAccountInput Of(MailAccountFacts read, string? password, string? inboundKey, int? version) =>
        new(read with { Host = read.Host.Trim(), User = read.User.OrNull(), FromName = PlainText.OneLine(read.FromName) }, password.OrNull(), inboundKey, version);
}
