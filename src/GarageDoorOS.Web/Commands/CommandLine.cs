using System.Globalization;

namespace GarageDoorOS.Web.Commands;

/// <summary>What was typed behind a command's name: values, and options as <c>--name value</c>.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> values = [];

    public CommandLine(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) values.Add(args[i]);
            else if (i + 1 < args.Length) options[args[i][2..]] = args[++i];
            else throw new CommandFailed($"{args[i]} wants a value.");
        }
    }

    public string Value(int index, string what) => index < values.Count ? values[index] : throw new CommandFailed($"Say {what}.");

    public string Option(string name) => options.TryGetValue(name, out var value) ? value : throw new CommandFailed($"--{name} is missing.");

    public string Option(string name, string otherwise) => options.TryGetValue(name, out var value) ? value : otherwise;

    public int Number(string name, int otherwise) => !options.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new CommandFailed($"--{name} wants a whole number, not «{text}».");
}
