using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The uploaded file, kept in the database in pieces.</summary>
internal static class ImportChunks
{
    private const int Size = 256 * 1024;
    private const int StartPieces = 16;

    public static void Keep(this AppDb db, Import import, byte[] file) =>
        db.AddRange(file.Chunk(Size).Select((piece, number) => ImportChunk.Of(import, number, piece)));

    public static Task<byte[]> FileOf(this AppDb db, Guid importId, CancellationToken ct) => db.Joined(importId, int.MaxValue, ct);

    /// <summary>As much of the file as its heading and some lines need; null when it is not kept any more.</summary>
    public static async Task<ImportFile?> StartOf(this AppDb db, Guid importId, CancellationToken ct)
    {
        var start = await db.Joined(importId, StartPieces, ct);
        return start.Length switch
        {
            0 => null,
            < StartPieces * Size => ImportFile.Read(start),
            _ => ImportFile.ReadStart(start),
        };
    }

    private static async Task<byte[]> Joined(this AppDb db, Guid importId, int pieces, CancellationToken ct)
    {
        var kept = db.ImportChunks.AsNoTracking().Where(chunk => chunk.ImportId == importId && chunk.Number < pieces).OrderBy(chunk => chunk.Number).Select(chunk => chunk.Bytes);
        var file = new MemoryStream(await kept.CountAsync(ct) * Size);
        await foreach (var piece in kept.AsAsyncEnumerable().WithCancellation(ct))
            file.Write(piece);
        return file.ToArray();
    }
}
