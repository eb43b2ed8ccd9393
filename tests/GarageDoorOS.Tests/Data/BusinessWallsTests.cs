using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data;

/// <summary>The two walls between businesses: the filter and the save of AppDb, and the row-level security of PostgreSQL below them.</summary>
public sealed class BusinessWallsTests(SharedHosts hosts)
{
    /// <summary>Tables that are read before anybody knows which business it is.</summary>
    private static readonly string[] BeforeTheDoor = ["team_members", "api_keys", "outbox"];

    /// <summary>Behind the wall like the others, and yet read before the door together with who has it.</summary>
    private const string Roles = "roles";

    [Theory, BothDatabases]
    public async Task A_query_sees_only_its_own_business(Provider provider)
    {
        var (ours, theirs) = await TwoBusinessesWithALead(provider);
        var names = await ours.InDb(db => db.Leads.Select(l => l.Name).ToListAsync());
        names.ShouldBe(["Lead of " + ours.Business.Name]);
        (await theirs.InDb(db => db.Sources.CountAsync())).ShouldBe(Source.ToStartWith.Count);
    }

    [Theory, BothDatabases]
    public async Task Outside_any_business_nothing_is_found(Provider provider)
    {
        await TwoBusinessesWithALead(provider);
        var host = await hosts.On(provider);
        (await host.Scoped(services => Db(services).Leads.CountAsync())).ShouldBe(0);
        (await host.Scoped(services => Db(services).ContactKeys.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_save_refuses_a_record_of_another_business(Provider provider)
    {
        var (ours, theirs) = await TwoBusinessesWithALead(provider);
        await Should.ThrowAsync<InvalidOperationException>(() => ours.InDb(db =>
        {
            db.Leads.Add(LeadOf(theirs));
            return db.SaveChangesAsync();
        }));
        (await theirs.InDb(db => db.Leads.CountAsync())).ShouldBe(1);
    }

    [PostgresFact]
    public async Task As_the_apps_role_raw_SQL_sees_nothing_without_a_business()
    {
        var (ours, _) = await TwoBusinessesWithALead(Provider.Postgres);
        await using var connection = await AsTheApp(business: null);
        foreach (var table in (await BusinessTables(connection)).Where(table => table != Roles))
            (await Scalar(connection, $"SELECT count(*) FROM {table}")).ShouldBe(0L, table);
        await using var within = await AsTheApp(ours.Id);
        (await Scalar(within, "SELECT count(*) FROM leads")).ShouldBe(1L);
    }

    [PostgresFact]
    public async Task As_the_apps_role_raw_SQL_can_neither_write_nor_take_rows_of_another_business()
    {
        var (ours, theirs) = await TwoBusinessesWithALead(Provider.Postgres);
        await using var connection = await AsTheApp(ours.Id);
        (await Rows(connection, $"UPDATE leads SET name = 'taken' WHERE business_id = '{theirs.Id}'")).ShouldBe(0);
        (await Rows(connection, $"DELETE FROM leads WHERE business_id = '{theirs.Id}'")).ShouldBe(0);
        await Should.ThrowAsync<PostgresException>(() => Rows(connection, $"UPDATE leads SET business_id = '{theirs.Id}'"));
    }

    [PostgresFact]
    public async Task The_roles_of_a_business_are_its_own_and_before_the_door_they_can_only_be_read()
    {
        var (ours, theirs) = await TwoBusinessesWithALead(Provider.Postgres);
        foreach (var business in new[] { ours, theirs }) await business.OwnRole("Own", LeadScope.Own, Permission.LeadsView);
        await using var within = await AsTheApp(ours.Id);
        (await Scalar(within, "SELECT count(*) FROM roles")).ShouldBe(1L);
        (await Rows(within, $"DELETE FROM roles WHERE business_id = '{theirs.Id}'")).ShouldBe(0);
        (await Rows(within, $"UPDATE roles SET scope = 2 WHERE business_id = '{theirs.Id}'")).ShouldBe(0);
        await using var outside = await AsTheApp(business: null);
        (await Rows(outside, "UPDATE roles SET scope = 2")).ShouldBe(0);
        (await Rows(outside, "DELETE FROM roles")).ShouldBe(0);
        await Should.ThrowAsync<PostgresException>(() => Rows(outside, $"INSERT INTO roles SELECT business_id, gen_random_uuid(), 'x', 'x', 'x', scope, permissions, created_at, version FROM roles LIMIT 1"));
    }

    [PostgresFact]
    public async Task Every_table_of_a_business_forces_row_level_security()
    {
        var host = await hosts.On(Provider.Postgres);
        await using var connection = new NpgsqlConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in await BusinessTables(connection))
            (await Scalar(connection, $"SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = '{table}'::regclass")).ShouldBe(true, table);
    }

    private async Task<(TestBusiness Ours, TestBusiness Theirs)> TwoBusinessesWithALead(Provider provider)
    {
        var host = await hosts.On(provider);
        var (ours, theirs) = (await host.NewBusiness(), await host.NewBusiness());
        foreach (var business in new[] { ours, theirs })
            await business.InDb(db =>
            {
                db.Leads.Add(LeadOf(business));
                return db.SaveChangesAsync();
            });
        return (ours, theirs);
    }

    private static Lead LeadOf(TestBusiness business) =>
        Lead.Open(business.Id, new() { Name = "Lead of " + business.Business.Name }, null, SystemClock.Instance.GetCurrentInstant());

    private static GarageDoorOS.Web.Data.AppDb Db(IServiceProvider services) =>
        (GarageDoorOS.Web.Data.AppDb)services.GetService(typeof(GarageDoorOS.Web.Data.AppDb))!;

    private async Task<NpgsqlConnection> AsTheApp(Guid? business)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder((await hosts.On(Provider.Postgres)).Database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await Rows(connection, "SET ROLE gdo_app");
        if (business is { } id) await Scalar(connection, $"SELECT set_config('app.business', '{id}', false)");
        return connection;
    }

    private static async Task<List<string>> BusinessTables(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) " +
            "WHERE c.table_schema = 'public' AND c.column_name = 'business_id' AND t.table_type = 'BASE TABLE'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        tables.Count.ShouldBeGreaterThan(5);
        return [.. tables.Except(BeforeTheDoor)];
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<int> Rows(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
