using System.Globalization;

namespace GarageDoorOS.Web.Commands;

/// <summary>What was typed behind a command's name: values, and options as <c>--name value</c>. What the command does not know ends it.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> values = [];

    public CommandLine(Command command, string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) values.Add(args[i]);
            else if (!command.Options.Contains(args[i][2..])) throw new CommandFailed($"«{command.Name}» has no option {args[i]}; {Known(command)}.");
            else if (i + 1 == args.Length) throw new CommandFailed($"{args[i]} wants a value.");
            else if (!options.TryAdd(args[i][2..], args[++i])) throw new CommandFailed($"{args[i - 1]} stands twice.");
        }
        if (values.Count > command.Values) throw new CommandFailed($"«{command.Name}» does not know what to do with «{values[command.Values]}».");
    }

    private static string Known(Command command) =>
        command.Options.Count == 0 ? "it has none" : $"it has {string.Join(", ", command.Options.Select(o => "--" + o))}";

    public string Value(int index, string what) => index < values.Count ? values[index] : throw new CommandFailed($"Say {what}.");

    public string Option(string name) => options.TryGetValue(name, out var value) ? value : throw new CommandFailed($"--{name} is missing.");

    public string Option(string name, string otherwise) => options.TryGetValue(name, out var value) ? value : otherwise;

    public int Number(string name, int otherwise) => !options.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new CommandFailed($"--{name} wants a whole number, not «{text}».");
}
