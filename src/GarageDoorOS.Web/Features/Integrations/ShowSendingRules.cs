using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Says when, and to whom, messages of the business go by themselves; the usual rules where it has none of its own.</summary>
public sealed class ShowSendingRules(AppDb db)
{
    public static async Task<IResult> FromPage(string? saved, ShowSendingRules show, Html html, CancellationToken ct)
    {
        var (facts, version) = await show.Handle(ct);
        return html.Page<SendingRulesPage>(new { Form = SendingRulesForm.Of(facts, version), IsSaved = saved is not null });
    }

    public static async Task<IResult> FromApi(ShowSendingRules show, HttpResponse response, CancellationToken ct)
    {
        var (facts, version) = await show.Handle(ct);
        return SendingRulesJson.Of(facts, version).Ok(response);
    }

    public async Task<(SendingFacts Facts, int Version)> Handle(CancellationToken ct) => Of(await db.SendingRules.AsNoTracking().SingleOrDefaultAsync(ct));

    internal static (SendingFacts Facts, int Version) Of(SendingRules? rules) => rules is null ? (SendingFacts.Usual, 0) : (rules.Facts, rules.Version);
}
