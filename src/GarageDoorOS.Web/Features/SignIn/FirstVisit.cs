using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>The door of <c>/setup</c>: open while the installation has no business, to whoever can read the log of this process.</summary>
public sealed class FirstVisit(ILogger<FirstVisit> log)
{
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private volatile bool isOver;

    public async Task<bool> IsDue(AppDb db, CancellationToken ct)
    {
        if (!isOver) isOver = await db.Businesses.AnyAsync(ct);
        return !isOver;
    }

    public bool IsToken(string typed) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(Token));

    /// <summary>Tells the token to the log, once, if there is something to set up.</summary>
    public async Task Announce(AppDb db)
    {
        if (await IsDue(db, default)) log.LogWarning("There is no business yet. Open /setup and type this one-time token: {Token}", Token);
    }
}
