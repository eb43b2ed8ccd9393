using System.Text.RegularExpressions;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests;

/// <summary>Rules about what stands in the files.</summary>
public sealed partial class HouseRulesTests
{
    private const int LongestFile = 250;

    [Fact]
    public void No_file_is_longer_than_can_be_seen_at_a_glance() =>
        Repository.Code().Select(path => (path, Repository.Lines(path).Length)).Where(f => f.Length > LongestFile).ShouldBeEmpty();

    [Fact]
    public void No_room_has_a_name_in_which_anything_fits()
    {
        string[] vague = ["Shared", "Common", "Helpers", "Utils", "Services", "Core"];
        Repository.Code().SelectMany(path => path.Split('/')[..^1]).Distinct().Intersect(vague).ShouldBeEmpty();
    }

    [Fact]
    public void Filters_are_turned_off_and_SQL_is_written_only_in_the_data_room() =>
        Matches(Sources("src/GarageDoorOS.Web").Where(path => !path.StartsWith("src/GarageDoorOS.Web/Data/")), PastTheWalls()).ShouldBeEmpty();

    [Fact]
    public void Of_libphonenumber_only_files_about_phones_know() =>
        Sources("src").Where(path => !Path.GetFileName(path).StartsWith("Phone") && Text(path).Contains("using PhoneNumbers;")).ShouldBeEmpty();

    [Fact]
    public void No_page_holds_a_style_or_a_script_in_its_lines() => Matches(Razor, Inline()).ShouldBeEmpty();

    [Fact]
    public void Raw_markup_is_made_in_Ui_alone() =>
        Matches(Repository.Code("src/GarageDoorOS.Web").Where(path => !path.StartsWith("src/GarageDoorOS.Web/Ui/")), RawMarkup()).ShouldBeEmpty();

    [Fact]
    public void Every_slice_entity_and_interface_says_in_a_line_what_the_person_gets()
    {
        var silent = from path in Sources("src")
                     let lines = Repository.Lines(path)
                     let must = path.Contains("/GarageDoorOS.Domain/") || lines.Any(l => l.Contains(" Handle("))
                     from number in Enumerable.Range(0, lines.Length)
                     let type = Declared().Match(lines[number])
                     where type.Success && (type.Groups["kind"].Value == "interface" || (must && type.Groups["name"].Value == Path.GetFileNameWithoutExtension(path)))
                     where !IsSaid(lines, number)
                     select $"{path}: {type.Groups["name"].Value}";
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void A_pragma_has_its_reason_beside_it()
    {
        var bare = from path in Repository.Code()
                   from line in Repository.Lines(path)
                   where line.TrimStart().StartsWith("#pragma warning disable") && !line.Contains("//")
                   select $"{path}: {line.Trim()}";
        bare.ShouldBeEmpty();
    }

    private static bool IsSaid(string[] lines, int declaration)
    {
        var above = declaration - 1;
        while (above >= 0 && lines[above].TrimStart().StartsWith('[')) above--;
        return above >= 0 && lines[above].TrimStart().StartsWith("///");
    }

    private static IReadOnlyList<string> Sources(string folder) => Repository.Code(folder, "*.cs");

    private static IReadOnlyList<string> Razor => Repository.Code("src", "*.razor");

    private static string Text(string path) => Repository.Text(path);

    private static IEnumerable<string> Matches(IEnumerable<string> paths, Regex wrong) =>
        from path in paths
        from line in Repository.Lines(path)
        where wrong.IsMatch(line)
        select $"{path}: {line.Trim()}";

    [GeneratedRegex(@"\bawait\b|\w+Async\(")]
    private static partial Regex AwaitWord();

    [GeneratedRegex(@"IgnoreQueryFilters|FromSql|ExecuteSql|SqlQuery|\bdb\.(\w+\.)?Find(Async)?\(|Set<\w+>\(\)\.Find")]
    private static partial Regex PastTheWalls();

    [GeneratedRegex("""(?<![\w-])style\s*=|(?<![\w@-])on[a-z]+\s*=\s*"|hx-on|js:|javascript:|<style|<script(?![^>]*\bsrc\b)(?![^>]*\btype="application/json")|hx-vals="js|hx-trigger="[^"]*\[""")]
    private static partial Regex Inline();

    [GeneratedRegex("MarkupString|AddMarkupContent")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"^(public|internal) (?:[a-z]+ )*(?<kind>class|interface|struct|record|enum)(?: struct| class)? (?<name>\w+)")]
    private static partial Regex Declared();
}
