using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Imports;

public class ImportMappingTests
{
    private static readonly string[] Headers =
    [
        "Index", "Account Id", "Lead Owner", "First Name", "Last Name", "Company", "Phone 1", "Phone 2", "Email 1", "Email 2",
        "Website", "Source", "Deal Stage", "Notes",
    ];

    private static readonly string[] Cells =
    [
        "4", "cafE", "Darlene Hurst", "Manuel", "Lowery", "Mooney, Salinas and Ali", "001-307-937-7505x54026", "054.386.8611x687",
        "norman05@example.com", "vwolf@example.org", "http://www.example.com/", "Networking Event", "Closed Lost", "Institution example.",
    ];

    [Fact]
    public void Every_fact_of_a_row_is_kept()
    {
        var lead = Read(Headers, Cells).Lead.ShouldNotBeNull();

        (lead.Name, lead.Company, lead.Owner, lead.Source).ShouldBe(("Manuel Lowery", "Mooney, Salinas and Ali", "Darlene Hurst", "Networking Event"));
        lead.Phones.Select(p => (p.E164, p.Extension)).ShouldBe([("+13079377505", "54026"), (null, "687")]);
        lead.Emails.ShouldBe(["norman05@example.com", "vwolf@example.org"]);
        (lead.Status, lead.LostReason, lead.StageWord).ShouldBe((LeadStatus.Lost, "imported", "Closed Lost"));
        lead.Notes.ShouldBe("Institution example.\nIndex: 4\nAccount Id: cafE\nWebsite: http://www.example.com/");
    }

    [Fact]
    public void What_a_field_cannot_hold_goes_to_the_notes_by_name()
    {
        var lead = Read(["Full Name", "Mobile", "E-mail (work)", "Estimated Value", "Lost reason"], ["Ann", "ask her", "none yet", "a lot", "price"]).Lead!;

        lead.Phones.ShouldBeEmpty();
        lead.Emails.ShouldBeEmpty();
        lead.EstimatedValue.ShouldBeNull();
        lead.Notes.ShouldBe("Mobile: ask her\nE-mail (work): none\nE-mail (work): yet\nEstimated Value: a lot\nLost reason: price");
    }

    [Fact]
    public void Lines_of_a_cell_stay_lines_in_notes_and_are_numbers_and_addresses_of_their_own()
    {
        var lead = Read(["Name", "Phone", "Email", "Notes", "Gate\ncode"], ["Ann\nBell", "512-555-0143\n512-555-0144", "a@example.com\r\nb@example.com", "a\r\nb\0", "1\r2"]).Lead!;

        lead.Name.ShouldBe("Ann Bell");
        lead.Phones.Select(p => p.E164).ShouldBe(["+15125550143", "+15125550144"]);
        lead.Emails.ShouldBe(["a@example.com", "b@example.com"]);
        lead.Notes.ShouldBe("a\nb\nGate code: 1\n2");
    }

    [Fact]
    public void A_number_longer_than_its_field_goes_to_the_notes()
    {
        var (whole, tooLong) = (new string('1', 60), new string('2', 61));
        var lead = Read(["Name", "Phone", "Mobile"], ["Ann", tooLong, $"{whole};{tooLong}"]).Lead!;

        lead.Phones.Select(p => p.Number).ShouldBe([whole]);
        lead.Notes.ShouldBe($"Phone: {tooLong}\nMobile: {tooLong}");
    }

    [Fact]
    public void What_is_more_than_a_record_holds_goes_to_the_notes()
    {
        var (numbers, addresses) = (Enumerable.Range(1000, 51).Select(n => $"512-555-{n}"), Enumerable.Range(1, 51).Select(n => $"{n}@example.com"));
        var lead = Read(["Name", "Phone", "Email"], ["Ann", string.Join(';', numbers), string.Join(';', addresses)]).Lead!;

        (lead.Phones.Count, lead.Emails.Count).ShouldBe((50, 50));
        lead.Notes.ShouldBe("Phone: 512-555-1050\nEmail: 51@example.com");
    }

    [Fact]
    public void Columns_are_known_by_their_usual_names()
    {
        var lead = Read(
            ["lead_name", "Cell Phone", "E-Mail", "Lead Source", "STATUS", "Est. Value", "Street Address", "City", "State", "ZIP", "Assigned To", "Status"],
            ["Ann Bell", "512-555-0143; 512-555-0144", "ann@example.com, b@example.com", "Yelp", "contacted", "$1,200", "1 Elm St", "Austin", "TX", "78701", "Luis", "second"]).Lead!;

        lead.Name.ShouldBe("Ann Bell");
        lead.Phones.Select(p => (p.E164, p.Label)).ShouldBe([("+15125550143", "mobile"), ("+15125550144", "mobile")]);
        lead.Emails.Count.ShouldBe(2);
        (lead.Source, lead.Status, lead.EstimatedValue, lead.Owner).ShouldBe(("Yelp", LeadStatus.Contacted, 1200m, "Luis"));
        lead.ServiceAddress.ShouldBe("1 Elm St, Austin, TX 78701");
        lead.Notes.ShouldBe("Status (2): second");
    }

    [Fact]
    public void A_mapping_beats_the_names()
    {
        var columns = ImportColumns.Read(["Who", "Name", "Junk", "junk", ""], new Dictionary<string, ImportField>
        {
            ["Who"] = ImportField.Name,
            ["Junk"] = ImportField.Ignored,
        });

        columns.All.Select(c => c.Field).ShouldBe([ImportField.Name, ImportField.Other, ImportField.Ignored, ImportField.Other, ImportField.Other]);
        columns.All.Select(c => c.Header).ShouldBe(["Who", "Name", "Junk", "junk (2)", "Column 5"]);
    }

    [Fact]
    public void Columns_of_one_name_are_numbered_however_many_there_are()
    {
        ImportColumns.Read(["Tag", "tag", "Tag (3)", "Tag", "Tag (2)", "Column 7", ""]).All.Select(c => c.Header)
            .ShouldBe(["Tag", "tag (2)", "Tag (3)", "Tag (4)", "Tag (2) (2)", "Column 7", "Column 7 (2)"]);
        ImportColumns.Read([.. Enumerable.Repeat("Tag", 300_000)]).All[^1].Header.ShouldBe("Tag (300000)");
    }

    [Theory]
    [InlineData("Won", LeadStatus.Qualified, null)]
    [InlineData("closed won", LeadStatus.Qualified, null)]
    [InlineData("Converted", LeadStatus.Qualified, null)]
    [InlineData("Closed-Lost", LeadStatus.Lost, "imported")]
    [InlineData("LOST", LeadStatus.Lost, "imported")]
    [InlineData("Disqualified", LeadStatus.Unqualified, "imported")]
    [InlineData("unqualified", LeadStatus.Unqualified, "imported")]
    [InlineData("Contacted", LeadStatus.Contacted, null)]
    [InlineData("New Lead", LeadStatus.New, null)]
    [InlineData("Re-engagement", LeadStatus.New, null)]
    [InlineData("", LeadStatus.New, null)]
    [InlineData(null, LeadStatus.New, null)]
    public void A_stage_of_another_system_becomes_a_status(string? word, LeadStatus status, string? reason) =>
        ImportStages.Read(word).ShouldBe((status, reason));

    [Fact]
    public void Empty_ragged_and_nameless_rows_say_so()
    {
        Read(["Name", "Phone"], ["", " "]).IsEmpty.ShouldBeTrue();
        Read(["Name", "Phone"], [""]).IsEmpty.ShouldBeTrue();
        Read(["Name", "Phone"], ["Ann"]).Reason.ShouldBe("The row has 1 cells, the header has 2.");
        Read(["Name", "Phone"], ["Ann", "1", "more"]).Reason.ShouldBe("The row has 3 cells, the header has 2.");
        Read(["Name", "Phone"], ["Ann", "1", ""]).Lead.ShouldNotBeNull();
        Read(["Name", "Phone"], ["", "5125550143"]).Reason.ShouldBe("The row has neither a name nor a company.");
    }

    [Fact]
    public void The_words_of_a_mapping_are_read_back()
    {
        foreach (var field in Enum.GetValues<ImportField>())
        {
            ImportFields.TryRead(field.Word().ToUpperInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(field);
        }

        ImportField.EstimatedValue.Word().ShouldBe("estimated_value");
    }

    private static ImportRow Read(string[] headers, string[] cells) => new ImportMapping(ImportColumns.Read(headers), "US").Read(cells);
}
