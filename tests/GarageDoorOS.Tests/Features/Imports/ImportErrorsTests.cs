using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>The lines that were not taken, as a file for a spreadsheet.</summary>
public class ImportErrorsTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Nothing_in_it_is_a_formula_and_numbers_are_left_as_they_are(Provider provider)
    {
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        const string row = "=1+1;@x;+1 (512) 555-0143 x9;-12.50;-2+cmd|' /C calc'!A0;\"+\"\"a\"\";b\";a=b;\"\t=1\"";

        var import = await api.Import(List($"Name;=x;c;d;e;f;g;h\n{row};more\n"));

        (await api.GetStringAsync(import.Text("errorsUrl"))).ShouldBe(
            "Line;Reason;Name;'=x;c;d;e;f;g;h\r\n"
            + "2;The row has 9 cells, the header has 8.;'=1+1;'@x;+1 (512) 555-0143 x9;-12.50;'-2+cmd|' /C calc'!A0;\"'+\"\"a\"\";b\";a=b;'\t=1;more\r\n");
    }

    [Theory, BothDatabases]
    public async Task Its_heading_is_read_right_wherever_a_piece_of_the_file_ends(Provider provider)
    {
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        // One of the two has half an é, which is two bytes long, at the end of each piece.
        foreach (var ragged in new[] { "ragged", "ragged!" })
        {
            var import = await api.Import(List($"Größe,Name\n{ragged}\n" + string.Concat(Enumerable.Repeat(new string('é', 19_000) + ",Ann\n", 120))));

            import.Counts().ShouldBe((121, 120, 0, 1));
            (await api.GetStringAsync(import.Text("errorsUrl"))).ShouldBe($"Line,Reason,Größe,Name\r\n2,\"The row has 1 cells, the header has 2.\",{ragged}\r\n");
        }
    }
}
