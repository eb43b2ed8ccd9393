using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Http;

/// <summary>
/// A POST under /api with an Idempotency-Key happens once: the key is written first and the answer (below 500) with it, in the transaction of the
/// effect. A repetition waits for the first and gets its answer; another request under the same key is refused, and so is the same one of a caller
/// whose role has changed since: the first answer may show what they may not see any more. An answer that holds a secret is never kept, and no
/// transaction waits for a server outside.
/// </summary>
internal sealed class Idempotency(RequestDelegate next, IClock clock)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private static readonly Duration Kept = Duration.FromHours(24);

    public async Task InvokeAsync(HttpContext context, CurrentUser user, AppDb db)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method) || !context.IsApi() || !user.HasBusiness || IsLeftOut(context.GetEndpoint()?.Metadata))
        {
            await next(context);
            return;
        }
        if (key.Length > LongestKey || key.Any(char.IsControl))
        {
            await Answers.Refuse(context, 400, "idempotency_key_unusable", $"An {Header} has at most {LongestKey} characters.").ExecuteAsync(context);
            return;
        }
        var hash = await HashOf(context.Request, user.Role);
        var answer = await Once(context, user, db, key, hash);
        if (answer.RequestHash == hash) await answer.WriteTo(context.Response);
        else await Answers.Refuse(context, 422, "idempotency_key_reused", $"This {Header} was used for another request, or before your role changed. Use a new one.").ExecuteAsync(context);
    }

    private static bool IsLeftOut(EndpointMetadataCollection? route) => route?.GetMetadata<AnswersSecret>() is not null || route?.GetMetadata<AsksOutside>() is not null;

    private async Task<StoredAnswer> Once(HttpContext context, CurrentUser user, AppDb db, string key, string hash)
    {
        try
        {
            return await db.InTransaction(async () =>
            {
                var now = clock.GetCurrentInstant();
                var answer = new StoredAnswer { BusinessId = db.BusinessId, CallerId = user.CallerId, Key = key, RequestHash = hash, CreatedAt = now };
                if (!await Begin(db, answer, now - Kept, context.RequestAborted))
                    return await db.StoredAnswers.AsNoTracking().SingleAsync(a => a.CallerId == user.CallerId && a.Key == key, context.RequestAborted);
                await answer.Record(context, next);
                if (answer.Status >= 500) throw new Failed(answer);
                db.ChangeTracker.Clear(); // what the handler changed and did not save stays unsaved
                db.Update(answer);
                await db.SaveChangesAsync(context.RequestAborted);
                return answer;
            }, context.RequestAborted);
        }
        catch (Failed failed)
        {
            return failed.Answer;
        }
    }

    /// <summary>Writes the key, waiting for another request that has just written it; false when that one has given its answer.</summary>
    private static async Task<bool> Begin(AppDb db, StoredAnswer answer, Instant oldest, CancellationToken ct)
    {
        await db.StoredAnswers.Where(a => a.CreatedAt < oldest).ExecuteDeleteAsync(ct);
        if (await db.StoredAnswers.AnyAsync(a => a.CallerId == answer.CallerId && a.Key == answer.Key, ct)) return false;
        var entry = db.Add(answer);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException exists) when (db.IsUniqueViolation(exists))
        {
            entry.State = EntityState.Detached;
            return false;
        }
    }

    private static async Task<string> HashOf(HttpRequest request, Role role)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{role.Key} {role.Rights} {request.Method} {request.Path}{request.QueryString}\n"));
        var ct = request.HttpContext.RequestAborted;
        // The boundary of a multipart body is made anew for each try: what stands between counts.
        if (request.HasFormContentType) await Add(hash, await request.ReadFormAsync(ct), ct);
        else await Add(hash, request.Body, ct);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task Add(IncrementalHash hash, IFormCollection form, CancellationToken ct)
    {
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var value in values) hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length} {name} {value?.Length} {value}\n"));
        foreach (var file in form.Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name.Length} {file.Name} {file.FileName.Length} {file.FileName} {file.Length}\n"));
            await using var content = file.OpenReadStream();
            await Add(hash, content, ct);
        }
    }

    private static async Task Add(IncrementalHash hash, Stream content, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, read);
    }

    /// <summary>Carries an answer of our own failure out of the transaction, which is rolled back: it may be tried again under the same key.</summary>
    private sealed class Failed(StoredAnswer answer) : Exception
    {
        public StoredAnswer Answer => answer;
    }
}
