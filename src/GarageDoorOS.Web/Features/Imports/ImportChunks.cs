using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The uploaded file, kept in the database in pieces.</summary>
internal static class ImportChunks
{
    private const int Size = 256 * 1024;

    public static void Keep(this AppDb db, Import import, byte[] file) =>
        db.AddRange(file.Chunk(Size).Select((piece, number) => ImportChunk.Of(import, number, piece)));

    public static async Task<byte[]> FileOf(this AppDb db, Guid importId, CancellationToken ct)
    {
        var file = new MemoryStream();
        var pieces = db.ImportChunks.AsNoTracking().Where(chunk => chunk.ImportId == importId).OrderBy(chunk => chunk.Number).Select(chunk => chunk.Bytes);
        await foreach (var piece in pieces.AsAsyncEnumerable().WithCancellation(ct))
            file.Write(piece);
        return file.ToArray();
    }
}
