using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

internal static class UsedCodes
{
    private const string Provider = "used code";

    /// <summary>Longer than any code of an app is good.</summary>
    private static readonly Duration Kept = Duration.FromMinutes(10);

    /// <summary>Whether this person's code is used for the first time: the key of the table decides it, also between two requests at once. Saves nothing else.</summary>
    public static Task<bool> UseCode(this AppDb db, Guid userId, string code, Instant now) => db.InTransaction(async () =>
    {
        var (moment, old) = (Text(now), Text(now - Kept));
        await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && string.Compare(t.Value, old) < 0).ExecuteDeleteAsync();
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO user_tokens (user_id, login_provider, name, value) VALUES ({userId}, {Provider}, {code}, {moment}) ON CONFLICT DO NOTHING") > 0;
    });

    private static string Text(Instant moment) => moment.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture);
}
