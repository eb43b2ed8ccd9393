using Fluid;
using Fluid.Ast;
using Fluid.Values;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>
/// What is written to leads, as a template of the Liquid language: <c>Hi {{ lead.first_name | default: "there" }}</c>. It knows only its <see cref="Words"/>
/// and a few filters, reaches nothing else, and ends where it would take long or grow large.
/// </summary>
public static class StepTemplate
{
    private const int MostSteps = 2_000, DeepestNesting = 20, LongestValue = 20_000, LongestAnswer = 200;

    private static readonly string[] Filters = ["default", "upcase", "downcase", "capitalize", "strip", "truncate", "append", "prepend", "date"];

    private static readonly string[] Tags = ["if", "unless", "case", "assign", "capture", "comment", "raw"];

    private static readonly FluidParser Parser = Small();

    private static readonly TemplateOptions Options = Careful();

    /// <summary>What a template may name, and what that is.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["lead.first_name"] = "their first name",
        ["lead.name"] = "their name",
        ["lead.company"] = "their company",
        ["lead.address"] = "the service address",
        ["lead.source"] = "where they came from",
        ["lead.value"] = "the estimated value",
        ["assignee.first_name"] = "the first name of whoever works the lead",
        ["assignee.name"] = "the name of whoever works the lead",
        ["business.name"] = "the name of your business",
    };

    /// <summary>Either the text, or what is wrong with the template.</summary>
    public readonly record struct Filled(string Text, string? Wrong);

    /// <summary>What is wrong with a template, for whoever writes it; null where nothing is.</summary>
    public static string? Wrong(string template) => Fill(template, Words.Keys.ToDictionary(word => word, _ => "x")).Wrong;

    /// <summary>The template with these words in their places. What is not known of a lead is empty, for <c>default</c> and <c>if</c> to see.</summary>
    public static Filled Fill(string template, IReadOnlyDictionary<string, string> words)
    {
        if (!Parser.TryParse(template, out var parsed, out var error)) return Bad($"This cannot be read: {error.Split('\n')[0]}");
        if (Ranges.AreIn(parsed)) return Bad("Ranges such as (1..9) cannot be used here.");
        var unknown = new List<string>();
        var context = new TemplateContext(Options) { Undefined = name => Unknown(name) };
        foreach (var room in words.GroupBy(word => word.Key.Split('.')[0]))
            context.SetValue(room.Key, new DictionaryValue(new Room(room.ToDictionary(word => word.Key.Split('.')[1], word => word.Value), word => unknown.Add($"{room.Key}.{word}"))));
        try
        {
            var text = PlainText.Lines(parsed.Render(context));
            return unknown.Count > 0 ? Bad($"There is no «{unknown[0]}».") : new(text, null);
        }
        catch (Exception broken) // whatever it is: no template of a customer breaks anything of ours
        {
            return Bad(broken is InvalidOperationException ? "This takes too long." : broken.Message);
        }

        ValueTask<FluidValue> Unknown(string name)
        {
            unknown.Add(name);
            return new(NilValue.Instance);
        }
    }

    private static Filled Bad(string why) => new("", PlainText.Cut(PlainText.OneLine(why), LongestAnswer));

    /// <summary>There is nothing to go through one by one, nor another template to take in.</summary>
    private static FluidParser Small()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Except(Tags).ToList()) parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions Careful()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MostSteps,
            MaxRecursion = DeepestNesting,
            StrictFilters = true,
            Assigned = (_, value, _) => new(Short(value)),
            Captured = (_, value, _) => new(Short(value)),
        };
        foreach (var filter in options.Filters.Select(f => f.Key).Except(Filters).ToList()) options.Filters.Remove(filter);
        return options;
    }

    private static FluidValue Short(FluidValue value) => value.ToStringValue().Length <= LongestValue ? value : throw new FormatException("This grows too long.");

    /// <summary>What is behind <c>lead</c>, and who hears of what is not there.</summary>
    private sealed class Room(IReadOnlyDictionary<string, string> words, Action<string> unknown) : IFluidIndexable
    {
        public int Count => words.Count;

        public IEnumerable<string> Keys => words.Keys;

        public bool TryGetValue(string name, out FluidValue value)
        {
            value = words.TryGetValue(name, out var word) && word.Length > 0 ? new StringValue(word) : NilValue.Instance;
            if (word is null) unknown(name);
            return true;
        }
    }

    /// <summary>A range is made whole in memory before anybody counts steps.</summary>
    private sealed class Ranges : AstVisitor
    {
        private bool found;

        public static bool AreIn(IFluidTemplate template)
        {
            var ranges = new Ranges();
            ranges.VisitTemplate(template);
            return ranges.found;
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            found = true;
            return rangeExpression;
        }
    }
}
