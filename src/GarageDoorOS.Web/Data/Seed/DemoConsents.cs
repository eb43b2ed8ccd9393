using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>What some of the youngest leads of the demo business said about being written to: most agreed to texts, one wants no more of them, one no e-mail.</summary>
internal static class DemoConsents
{
    private const int Count = 12, NoTexts = 4, NoMail = 7;

    public static async Task Add(AppDb db, Actor by, Instant now, CancellationToken ct)
    {
        var consents = new Consents(db);
        var leads = await db.Leads.AsNoTracking().Where(l => l.DeletedAt == null && l.Status <= LeadStatus.Qualified).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(Count).ToListAsync(ct);
        foreach (var (at, lead) in leads.Index())
        {
            var addresses = ConsentAddress.Of(lead);
            if (addresses.FirstOrDefault(a => a.Channel == ConsentChannel.Text) is { Address: { } number })
                await consents.Record(new(ConsentChannel.Text, number), at % 3 == 0 ? new(IsGiven: true, ConsentHow.Form, "Text me about my request.") : new(IsGiven: true, ConsentHow.ByPhone, "Sure, text me."), by, Instant.Min(now, lead.CreatedAt + Duration.FromMinutes(4)), ct);
            if (at == NoTexts && addresses.FirstOrDefault(a => a.Channel == ConsentChannel.Text) is { Address: { } closed })
                await consents.Record(new(ConsentChannel.Text, closed), new(IsGiven: false, ConsentHow.ByText, "STOP"), Actor.System, now - Duration.FromHours(3), ct);
            if (at == NoMail && addresses.FirstOrDefault(a => a.Channel == ConsentChannel.Email) is { Address: { } mail })
                await consents.Record(new(ConsentChannel.Email, mail), new(IsGiven: false, ConsentHow.InPerson, "Please no e-mail, call me."), by, Instant.Max(now - Duration.FromHours(5), lead.CreatedAt), ct);
        }
        await db.SaveChangesAsync(ct);
    }
}
