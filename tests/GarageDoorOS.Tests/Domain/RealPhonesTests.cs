using System.Text.RegularExpressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public partial class RealPhonesTests
{
    [Fact]
    public async Task Every_number_of_the_real_list_keeps_its_text_and_its_extension()
    {
        var text = await File.ReadAllTextAsync(RealLeads.FileOrSkip(), TestContext.Current.CancellationToken);
        var typed = Shape().Matches(text).Select(match => match.Groups[1].Value).ToList();
        var phones = typed.ConvertAll(number => PhoneNumber.Read(number, "US"));

        typed.Count.ShouldBe(20_000);
        phones.Select(phone => phone.Number).ShouldBe(typed);
        phones.Select(phone => phone.Extension).ShouldBe(typed.Select(number => number.Contains('x') ? number[(number.IndexOf('x') + 1)..] : null));
        phones.Select(phone => phone.Digits).ShouldBe(typed.Select(number => string.Concat(number.TakeWhile(c => c != 'x').Where(char.IsDigit))));
        phones.ShouldAllBe(phone => phone.E164 == null || phone.Digits.EndsWith(phone.E164.Substring(2), StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{phones.Count(phone => phone.E164 is not null)} valid of {phones.Count}");
        phones.Count(phone => phone.E164 is not null).ShouldBeInRange(1, 19_999);
    }

    // A cell between commas with the signs of a number and at least ten digits, as both phone columns have it.
    [GeneratedRegex(@"(?<=,)([+(]?[\d().\-]{10,}(?:x\d+)?)(?=,)")]
    private static partial Regex Shape();
}
