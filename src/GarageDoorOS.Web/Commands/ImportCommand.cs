using System.Text.Json;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Commands;

/// <summary>
/// <c>import FILE --business NAME [--of customers]</c>: as the API does it, and waits for the result. After a kill the same command goes on with the same file
/// where it was stopped.
/// </summary>
internal static class ImportCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var path = line.Value(0, "which file to import");
        if (!File.Exists(path))
            throw new CommandFailed($"There is no file {path}.");
        var db = services.GetRequiredService<AppDb>();
        await db.EnterBusiness(line, ct);

        var file = await File.ReadAllBytesAsync(path, ct);
        var kind = ImportWords.ReadKind(line.Option("of", "leads")) ?? throw new CommandFailed("--of wants leads or customers.");
        var id = await Begun(db, file, ct) ?? await Upload(services, new(Path.GetFileName(path), file, kind), ct);
        var run = services.GetRequiredService<RunImport>();
        var import = await State(db, id, ct);
        // A running server may have taken it, or the lock of a killed one may still stand.
        for (; !import.IsOver; import = await State(db, id, ct))
        {
            if (!await run.Handle(id, ct))
                await Task.Delay(Pause, ct);
        }

        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ShowImport.Row.Of(import), JsonShape.Options));
        if (import.State == ImportState.Failed)
            throw new CommandFailed(import.Error);
    }

    private static async Task<Guid?> Begun(AppDb db, byte[] file, CancellationToken ct)
    {
        var open = await db.Imports.AsNoTracking().Where(import => import.State == ImportState.Queued || import.State == ImportState.Running).ToListAsync(ct);
        foreach (var import in open)
        {
            var begun = await db.FileOf(import.Id, ct);
            if (file.AsSpan().SequenceEqual(begun))
                return import.Id;
        }

        return null;
    }

    private static async Task<Guid> Upload(IServiceProvider services, UploadImport.Request request, CancellationToken ct)
    {
        var result = await services.GetRequiredService<UploadImport>().Handle(request, ct);
        return result.Match(import => import.Id, problem => throw new CommandFailed(problem is Domain.Problem.Invalid invalid
            ? string.Join(" ", invalid.Errors.Select(error => error.Message))
            : "The file was refused."));
    }

    private static Task<Import> State(AppDb db, Guid id, CancellationToken ct) => db.Imports.AsNoTracking().SingleAsync(import => import.Id == id, ct);
}
