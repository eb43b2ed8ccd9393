using GarageDoorOS.Web.Features.Nurture;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>Templates say what they are told, and can do nothing else.</summary>
public sealed class StepTemplateTests
{
    private static readonly Dictionary<string, string> Ann = new()
    {
        ["lead.first_name"] = "Ann", ["lead.name"] = "Ann <b> Fox", ["lead.company"] = "", ["lead.address"] = "", ["lead.source"] = "Angi", ["lead.value"] = "$1,200",
        ["assignee.first_name"] = "", ["assignee.name"] = "", ["business.name"] = "Lone Oak",
    };

    [Theory]
    [InlineData("Hi {{ lead.first_name }}!", "Hi Ann!")]
    [InlineData("{{ assignee.first_name | default: \"Your team\" }} at {{ business.name }}", "Your team at Lone Oak")]
    [InlineData("{% if lead.company %}c{% else %}home{% endif %}", "home")]
    [InlineData("{{ lead.name | upcase }}", "ANN <B> FOX")]
    [InlineData("{% assign x = lead.value | append: \" or so\" %}{{ x }}", "$1,200 or so")]
    [InlineData("no words, {} and { braces", "no words, {} and { braces")]
    [InlineData("", "")]
    public void It_says(string template, string text) => StepTemplate.Fill(template, Ann).ShouldBe(new(text, null));

    [Theory]
    [InlineData("{{ lead.nmae }}", "There is no «lead.nmae».")]
    [InlineData("{{ leed.name }}", "There is no «leed")]
    [InlineData("{{ lead.name", "This cannot be read")]
    [InlineData("{{ lead.name | frobnicate }}", "frobnicate")]
    [InlineData("{% include 'secrets' %}", "This cannot be read")]
    [InlineData("{% for i in lead.name %}x{% endfor %}", "This cannot be read")]
    [InlineData("{{ (1..100000000) }}", "Ranges")]
    [InlineData("{% assign a = (1..100000000) %}{{ a.size }}", "Ranges")]
    [InlineData("{% if lead.name == (1..100000000) %}x{% endif %}", "Ranges")]
    [InlineData("{{ 'a' | replace: 'a', 'aaaaaaaaaa' }}", "replace")]
    public void It_is_refused(string template, string why)
    {
        var wrong = StepTemplate.Wrong(template);
        wrong.ShouldNotBeNull().ShouldContain(why);
    }

    /// <summary>As often as a template of the longest kind can say it: 2 to the 40th letters.</summary>
    [Fact]
    public void It_does_not_grow_without_end() =>
        StepTemplate.Wrong("{% assign s = 'aaaaaaaaaa' %}" + string.Concat(Enumerable.Repeat("{% assign s = s | append: s %}", 40)) + "{{ s }}").ShouldBe("This grows too long.");

    [Fact]
    public void Nor_does_what_is_caught() =>
        StepTemplate.Wrong("{% capture s %}aaaaaaaaaa{% endcapture %}" + string.Concat(Enumerable.Repeat("{% capture s %}{{ s }}{{ s }}{% endcapture %}", 40))).ShouldBe("This grows too long.");

    [Fact]
    public void Every_word_that_is_offered_is_known() => StepTemplate.Words.Keys.Order().ShouldBe(Ann.Keys.Order());
}
