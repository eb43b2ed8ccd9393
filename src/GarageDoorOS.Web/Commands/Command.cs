using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Commands;

/// <summary>
/// A command of the program (<c>business list</c>) with the number of its values and its options: migrates first, works beside a running server,
/// prints only its result on stdout, and ends with 0, or with 1 and one clear line on stderr.
/// </summary>
public sealed record Command(string Name, Func<IServiceProvider, CommandLine, CancellationToken, Task> Work, int Values, params IReadOnlyList<string> Options)
{
    /// <summary>False where the present database may be the very thing that is broken.</summary>
    public bool MigratesFirst { get; init; } = true;

    private static readonly Command[] All =
    [
        new("seed", SeedCommand.Run, 0, "businesses", "leads", "customers", "tasks", "calls", "seed"),
        new("import", ImportCommand.Run, 1, "business", "of"),
        new("backup", BackupCommand.Run, 1),
        new("restore", RestoreCommand.Run, 1) { MigratesFirst = false },
        new("business list", ListBusinesses.Run, 0),
        new("user add", AddUser.Run, 1, "business", "role", "password", "name"),
        new("user remove", RemoveUser.Run, 1, "business"),
        new("user forget-second-factor", ForgetSecondFactor.Run, 1),
        new("api-key create", CreateApiKey.Run, 0, "business", "role", "name"),
        new("api-key list", ListApiKeys.Run, 0, "business"),
        new("api-key revoke", RevokeApiKey.Run, 1, "business"),
    ];

    /// <summary>These arguments want a command. Settings may stand on the command line too: --urls …, Database:Provider=….</summary>
    public static bool IsMeantBy(string[] args) => args is [var word, ..] && !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal);

    public static async Task<int> Run(string[] args)
    {
        try
        {
            var (command, line) = Read(args);
            var builder = WebApplication.CreateBuilder([Watching.ReadSettingsOnce]);
            builder.Logging.ClearProviders(); // what went wrong is one line on stderr, not a log
            builder.AddData();
            builder.AddMail();
            builder.AddSms();
            builder.AddAccess();
            builder.Services.AddImports();
            await using var app = builder.Build();
            if (command.MigratesFirst) await app.Services.Migrate();
            await using var scope = app.Services.CreateAsyncScope();
            await command.Work(scope.ServiceProvider, line, default);
            return 0;
        }
        catch (Exception failed)
        {
            await Console.Error.WriteLineAsync(failed.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static (Command, CommandLine) Read(string[] args)
    {
        foreach (var command in All)
        {
            var words = command.Name.Split(' ');
            if (args.Take(words.Length).SequenceEqual(words)) return (command, new(command, args[words.Length..]));
        }
        throw new CommandFailed($"There is no command «{string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}»; there are {string.Join(", ", All.Select(c => c.Name))}.");
    }
}

/// <summary>Ends a command with one line for the person who typed it.</summary>
public sealed class CommandFailed(string message) : Exception(message);
