using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Commands;

/// <summary>
/// A command of the program (<c>business list</c>): migrates first, works beside a running server, prints only its result on stdout, and ends
/// with 0, or with 1 and one clear line on stderr.
/// </summary>
public sealed class Command(string name, Func<IServiceProvider, CommandLine, CancellationToken, Task> work)
{
    private static readonly Command[] All =
    [
        new("seed", SeedCommand.Run),
        new("import", ImportCommand.Run),
        new("business list", ListBusinesses.Run),
        new("user add", AddUser.Run),
        new("user remove", RemoveUser.Run),
        new("api-key create", CreateApiKey.Run),
        new("api-key list", ListApiKeys.Run),
        new("api-key revoke", RevokeApiKey.Run),
    ];

    private string[] rest = [];

    /// <summary>The command that these arguments name; null when the program is to serve.</summary>
    public static Command? Find(string[] args)
    {
        foreach (var command in All)
        {
            var words = command.Name.Split(' ');
            if (!args.Take(words.Length).SequenceEqual(words)) continue;
            command.rest = args[words.Length..];
            return command;
        }
        // Settings may stand on the command line too: --urls …, Database:Provider=….
        return args is [var word, ..] && !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) ? Unknown(args) : null;
    }

    private static Command Unknown(string[] args) => new(args[0], (_, _, _) =>
        throw new CommandFailed($"There is no command «{string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}»; there are {string.Join(", ", All.Select(c => c.Name))}."));

    public string Name => name;

    public async Task<int> Run()
    {
        try
        {
            var builder = WebApplication.CreateBuilder([Watching.ReadSettingsOnce]);
            builder.Logging.ClearProviders(); // what went wrong is one line on stderr, not a log
            builder.AddData();
            builder.AddAccess();
            builder.Services.AddImports();
            await using var app = builder.Build();
            await app.Services.Migrate();
            await using var scope = app.Services.CreateAsyncScope();
            await work(scope.ServiceProvider, new CommandLine(rest), default);
            return 0;
        }
        catch (Exception failed)
        {
            await Console.Error.WriteLineAsync(failed.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}

/// <summary>Ends a command with one line for the person who typed it.</summary>
public sealed class CommandFailed(string message) : Exception(message);
