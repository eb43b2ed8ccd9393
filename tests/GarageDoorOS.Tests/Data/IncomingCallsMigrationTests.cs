using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data;

/// <summary>A database of the days before calls came in, of either of two versions, is brought to this one with its phones and the ends of its calls.</summary>
public sealed class IncomingCallsMigrationTests
{
    [Theory, BothDatabases]
    public async Task What_was_there_stays_and_ends_as_it_ended(Provider provider)
    {
        foreach (var isFirst in new[] { true, false })
        {
            await using var host = await AppHost.Start(provider);
            var business = await host.NewBusiness();
            var (caller, lead) = (await business.Caller(onDuty: true), await business.AddLead("Ray Novak", "512 555 0142"));
            var hungUp = Call.Place(business.Id, new(lead, null), caller.Id, "+15125550142", NodaTime.SystemClock.Instance.GetCurrentInstant());
            hungUp.Hear(new(CallState.Ended, CallEnd.HungUp), hungUp.At);
            await business.InDb(db =>
            {
                db.Add(hungUp);
                return db.SaveChangesAsync();
            });
            await host.Scoped(async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                if (db is PostgresAppDb postgres) postgres.ActsAsOwner = true;
                var migrator = db.GetService<IMigrator>();
                await migrator.MigrateAsync("Telephony");
                if (isFirst)
                {
                    await db.Database.ExecuteSqlRawAsync(provider == Provider.Sqlite
                        ? "ALTER TABLE member_phones ADD COLUMN is_on_duty INTEGER NOT NULL DEFAULT 1; UPDATE calls SET ended_how = 7;"
                        : "ALTER TABLE member_phones ADD COLUMN is_on_duty boolean NOT NULL DEFAULT true; ALTER TABLE calls NO FORCE ROW LEVEL SECURITY; UPDATE calls SET ended_how = 7; ALTER TABLE calls FORCE ROW LEVEL SECURITY;");
                }
                await migrator.MigrateAsync();
                return true;
            });
            var phone = await business.InDb(db => db.MemberPhones.AsNoTracking().SingleAsync());
            (phone.MemberId, phone.IsVerified, phone.IsOnDuty).ShouldBe((caller.Id, true, false));
            (await business.Call(hungUp.Id)).End.ShouldBe(CallEnd.HungUp);
            var came = await business.InDb(db => db.Leads.AsNoTracking().SingleAsync());
            came.CameAt.ShouldBe(came.CreatedAt, "nobody had come again");
        }
    }
}
