using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Digests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Digests;

internal static class DigestCalls
{
    /// <summary>A business that nurtures, in a zone where it is past ten in the morning just now.</summary>
    public static async Task<TestBusiness> BusinessPastTen(this AppHost host)
    {
        var business = await (await host.NewBusiness()).Nurturing();
        var ahead = (10 - host.Time.GetUtcNow().Hour + 36) % 24 - 12;
        var settings = business.Business.Settings with { TimeZone = $"Etc/GMT{(ahead < 0 ? '+' : '-')}{Math.Abs(ahead)}" };
        await business.InDb(async db =>
        {
            (await db.Businesses.SingleAsync(b => b.Id == business.Id)).Take(settings);
            return await db.SaveChangesAsync();
        });
        business.Business.Take(settings);
        business.Now().InZone(business.Business.Zone).Hour.ShouldBe(10);
        return business;
    }

    /// <summary>Lets it be this time of this day, or of one that follows.</summary>
    public static void PassUntil(this TestBusiness business, LocalTime time, int days = 0, params AppHost[] others)
    {
        var wait = business.Today().PlusDays(days).At(time).InZoneLeniently(business.Business.Zone).ToInstant() - business.Now();
        wait.ShouldBeGreaterThan(Duration.Zero);
        foreach (var host in others.Append(business.Host)) host.Time.Pass(wait.ToTimeSpan());
    }

    /// <summary>What the clock does for each of them, without waiting for it.</summary>
    public static Task<bool> Round(this TestBusiness business, TestMember member, AppHost? node = null) => (node ?? business.Host).Scoped(async services =>
    {
        await services.GetRequiredService<AppDb>().Enter(business.Business);
        await services.GetRequiredService<SendDigest>().Handle(member.Id, CancellationToken.None);
        return true;
    });

    public static Task<List<OutgoingMessage>> Digests(this TestBusiness business, TestMember member) =>
        business.InDb(db => db.Set<OutgoingMessage>().AsNoTracking().Where(m => m.Kind == MessageKind.Digest && m.AboutId == member.Id).OrderBy(m => m.Id).ToListAsync());

    public static async Task<PageClient> WantsDigest(this TestBusiness business, TestMember member, string at)
    {
        var page = await business.PageOf(member);
        await page.Page("/account");
        using var done = await page.Post("/account/digest", ("at", at));
        done.Where().ShouldBe("/account?done=digest");
        return page;
    }

    public static async Task<Guid> LeadOf(this HttpClient api, string name, TestMember? assignee) =>
        (await api.Create("/api/leads", new { name, assigneeId = assignee?.Id })).Id();

    /// <summary>A task past all doors, for a lead or for somebody who may not see it.</summary>
    public static Task<int> Task(this TestBusiness business, Guid lead, string title, int days, LocalTime? at = null, TestMember? assignee = null, bool isAutomatic = false) => business.InDb(async db =>
    {
        var task = NurtureTask.Plan(business.Id, lead, new(TaskKind.Call, title, new(business.Today().PlusDays(days), at), assignee?.Id), business.Now());
        db.Add(task);
        db.Entry(task).Property(t => t.IsAutomatic).CurrentValue = isAutomatic;
        return await db.SaveChangesAsync();
    });

    public static Task<int> Answers(this TestBusiness business, Guid lead, string text) => business.InDb(db =>
    {
        db.Add(LeadMessage.From(business.Id, lead, new(MessageChannel.Text, Guid.NewGuid().ToString(), "+15125550100", "+15125550101", null, text, []), "+15125550100", business.Now()));
        return db.SaveChangesAsync();
    });

    public static Task<int> Change(this TestBusiness business, Guid member, bool isActive, string role) => business.InDb(db =>
        db.TeamMembers.Where(m => m.Id == member).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsActive, isActive).SetProperty(m => m.Role, role)));
}
