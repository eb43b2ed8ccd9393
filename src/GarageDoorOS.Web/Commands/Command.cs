using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;

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
        return null;
    }

    public string Name => name;

    public async Task<int> Run()
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions());
            builder.Logging.ClearProviders().AddSimpleConsole().AddFilter(null, LogLevel.Warning);
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.AddData();
            builder.AddAccess();
            await using var app = builder.Build();
            await app.Services.Migrate();
            await using var scope = app.Services.CreateAsyncScope();
            await work(scope.ServiceProvider, new CommandLine(rest), default);
            return 0;
        }
        catch (CommandFailed failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }
    }
}

/// <summary>Ends a command with one line for the person who typed it.</summary>
public sealed class CommandFailed(string message) : Exception(message);
