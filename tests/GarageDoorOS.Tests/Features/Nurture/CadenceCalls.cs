using AngleSharp.Dom;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>What tests of cadences do again and again.</summary>
internal static class CadenceCalls
{
    public const string Api = "/api/cadences", Page = "/settings/cadences";

    /// <summary>A step as a program sends it.</summary>
    public static object Call { get; } = new { kind = "call", title = "Call", wait = 0, unit = "minutes" };

    public static async Task<TestBusiness> Nurturing(this AppHosts hosts, Provider provider) => await (await (await hosts.On(provider)).NewBusiness()).Nurturing();

    /// <summary>Puts a new lead into a cadence, past whatever does so.</summary>
    public static async Task Enrol(this TestBusiness business, Guid cadence, string name, TestMember? assignee = null)
    {
        var lead = await business.NewLead(name, assignee: assignee);
        await business.InDb(async db =>
        {
            db.Add(Enrolment.Start(await db.Cadences.SingleAsync(c => c.Id == cadence), lead.Id, Actor.System, SystemClock.Instance.GetCurrentInstant()));
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>A step as a form sends it.</summary>
    public static (string Name, string Value)[] Step(int at, string title) =>
        [($"steps[{at}].kind", "call"), ($"steps[{at}].title", title), ($"steps[{at}].wait", "1"), ($"steps[{at}].unit", "days"), ($"steps[{at}].workingDays", "yes")];

    /// <summary>What a browser would send of the form, no button pressed.</summary>
    public static (string Name, string Value)[] Fields(IDocument page) =>
    [
        .. page.QuerySelectorAll("#cadence input[name]").Where(i => i.GetAttribute("type") is not ("checkbox" or "radio") || i.HasAttribute("checked")).Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")),
        .. page.QuerySelectorAll("#cadence textarea").Select(t => (t.GetAttribute("name")!, t.TextContent.TrimStart('\n'))),
        .. page.QuerySelectorAll("#cadence select").Select(s => (s.GetAttribute("name")!, s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")),
    ];

    public static string? Value(IDocument page, string name) => page.QuerySelector($"#cadence [name='{name}']")!.GetAttribute("value");
}
