using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Reads what was sent about a cadence over what it says now, gathering what is wrong; null for <paramref name="now"/> where it is new.</summary>
public delegate CadenceInput ReadCadence(Cadence? now, CadenceLists lists, FormErrors errors);

/// <summary>
/// What a form or a JSON body says of a cadence, and whether the leads in it are to leave. In JSON a field that was not sent stays as it is.
/// </summary>
public sealed record CadenceInput(CadenceFacts Facts, bool TakesLeadsOut, int? Version)
{
    private const int MostPerDay = 20, MostInAll = 200, LongestWait = 365;
    private const string OpenStatus = "A lead that starts is new, contacted or qualified.", Stops = "What stops it is reply, reached or booked.";

    public static CadenceInput FromJson(JsonBody body, Cadence? now, CadenceLists lists, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "leads", "createdAt");
        var was = now?.Facts ?? new CadenceFacts();
        var stopsOn = json.Has("stopsOn") ? Words(json, "stopsOn", word => word is CadenceForm.Reply or CadenceForm.Reached or CadenceForm.Booked ? word : null, Stops, errors) : [.. CadenceForm.StopWords(was)];
        var facts = Checked(
            was with
            {
                Name = json.Has("name") || now is null ? json.Text("name") ?? "" : was.Name,
                IsOn = json.Flag("on") ?? was.IsOn,
                Steps = json.Has("steps") || now is null ? StepInput.FromJson(json, errors) : was.Steps,
                Starts = json.Has("starts") ? Starts(json.Part("starts"), was.Starts, lists, errors) : was.Starts,
                PerDay = json.Has("perDay") ? json.Number("perDay") : was.PerDay,
                InAll = json.Has("inAll") ? json.Number("inAll") : was.InAll,
                ClosesAfterDays = json.Has("closesAfterDays") ? json.Number("closesAfterDays") : was.ClosesAfterDays,
                ClosesAs = json.Has("closesAs") ? json.Text("closesAs") ?? "" : was.ClosesAs,
            },
            stopsOn, was, lists, errors);
        var takesOut = now is not null && TakesOut(json.Text("leadsInIt"), errors);
        var version = json.Number("version");
        json.Finish();
        return new(facts, takesOut, version);
    }

    public static CadenceInput FromForm(CadenceForm form, Cadence? now, CadenceLists lists, FormErrors errors)
    {
        var statuses = form.Statuses.Select(word => Status(word, "starts.statuses", errors)).OfType<LeadStatus>();
        var sources = form.Sources.Select(word => Guid.TryParse(word, out var id) ? lists.SourceOf(id)?.Id : null).ToList();
        if (sources.Contains(null)) errors.Add("starts.sources", "Choose from the list.");
        var facts = Checked(
            new()
            {
                Name = form.Name,
                IsOn = form.IsOn,
                Steps = StepInput.FromForm(form.Steps, errors),
                Starts = new(form.StartsByItself, [.. statuses.Order()], [.. sources.OfType<Guid>()], Amount(form.ValueFrom, "starts.valueFrom", errors), Amount(form.ValueTo, "starts.valueTo", errors)),
                PerDay = WholeNumber(form.PerDay, "perDay", errors),
                InAll = WholeNumber(form.InAll, "inAll", errors),
                ClosesAfterDays = WholeNumber(form.ClosesAfterDays, "closesAfterDays", errors),
                ClosesAs = form.ClosesAs,
            },
            form.StopsOn, now?.Facts, lists, errors);
        return new(facts, TakesOut(form.LeadsInIt, errors), int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null);
    }

    /// <summary>A number as it was typed; null for none.</summary>
    public static int? WholeNumber(string typed, string field, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(typed.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(field, "Type a whole number.");
        return null;
    }

    private static CadenceFacts Checked(CadenceFacts said, IEnumerable<string> stopsOn, CadenceFacts? was, CadenceLists lists, FormErrors errors)
    {
        Within(said.PerDay, "perDay", MostPerDay, errors);
        Within(said.InAll, "inAll", MostInAll, errors);
        Within(said.ClosesAfterDays, "closesAfterDays", LongestWait, errors);
        if (said.Starts.ValueFrom > said.Starts.ValueTo) errors.Add("starts.valueTo", "This is less than what it begins with.");
        // A reason that is offered no longer may stay where it stands.
        var closesAs = said.ClosesAs.Length == 0 ? "" : lists.OfferedReason(said.ClosesAs) ?? (lists.Reason(said.ClosesAs) == lists.Reason(was?.ClosesAs ?? "") ? lists.Reason(said.ClosesAs) : null);
        if (closesAs is null) errors.Add("closesAs", "Choose one of your lost reasons.");
        else if (closesAs.Length == 0 && said.ClosesAfterDays is not null) errors.Add("closesAs", "Say as what the lead is closed.");
        else if (closesAs.Length > 0 && said.ClosesAfterDays is null && !errors.Has("closesAfterDays")) errors.Add("closesAfterDays", "Say after how many days; or choose no reason, and nothing is closed.");
        var stops = stopsOn.ToHashSet();
        return said with
        {
            Name = NameTaken.Read(said.Name, errors),
            StopsOnReply = stops.Contains(CadenceForm.Reply),
            StopsOnReached = stops.Contains(CadenceForm.Reached),
            StopsOnBooked = stops.Contains(CadenceForm.Booked),
            ClosesAs = closesAs ?? "",
        };
    }

    private static StartRule Starts(JsonFields? json, StartRule was, CadenceLists lists, FormErrors errors)
    {
        if (json is null) return errors.Has("starts") ? was : StartRule.None;
        var read = new StartRule(
            json.Flag("byItself") ?? was.ByItself,
            json.Has("statuses") ? [.. Words(json, "statuses", word => LeadStatusExtensions.TryRead(word, out var status) && status.IsOpen() ? (LeadStatus?)status : null, OpenStatus, errors).OfType<LeadStatus>().Order()] : was.Statuses,
            json.Has("sources") ? [.. Words(json, "sources", word => lists.SourceCalled(word)?.Id, "There is no source with this name.", errors).OfType<Guid>()] : was.Sources,
            json.Has("valueFrom") ? json.Money("valueFrom") : was.ValueFrom,
            json.Has("valueTo") ? json.Money("valueTo") : was.ValueTo);
        json.Finish();
        return read;
    }

    private static List<TMeant> Words<TMeant>(JsonFields json, string name, Func<string, TMeant?> read, string wrong, FormErrors errors)
    {
        var meant = new List<TMeant>();
        foreach (var (element, path) in json.List(name, most: 100))
        {
            if (element.ValueKind == JsonValueKind.String && TextRule.Read(element, path, TextRule.Line, errors) is { } word && read(word) is { } one) meant.Add(one);
            else if (!errors.Has(path)) errors.Add(path, wrong);
        }
        return [.. meant.Distinct()];
    }

    private static LeadStatus? Status(string word, string path, FormErrors errors)
    {
        if (LeadStatusExtensions.TryRead(word, out var status) && status.IsOpen()) return status;
        errors.Add(path, OpenStatus);
        return null;
    }

    private static bool TakesOut(string? word, FormErrors errors)
    {
        if (word is not (null or CadenceForm.GoOn or CadenceForm.Stop)) errors.Add("leadsInIt", "Leads that are in it go_on or stop.");
        return word == CadenceForm.Stop;
    }

    private static void Within(int? number, string field, int most, FormErrors errors)
    {
        if (number < 1 || number > most) errors.Add(field, $"From 1 to {most}.");
    }

    private static decimal? Amount(string typed, string field, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Money.TryParse(typed, out var amount)) return amount;
        errors.Add(field, "Type an amount such as 1,200 or 1200.50.");
        return null;
    }
}
