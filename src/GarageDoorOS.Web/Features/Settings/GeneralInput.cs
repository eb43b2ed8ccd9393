using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Http;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Reads what was sent about a business over what it says now, gathering what is wrong; with the version that it starts from.</summary>
public delegate (BusinessSettings Settings, int? Version) ReadGeneral(BusinessSettings now, FormErrors errors);

/// <summary>The general settings as a form or a JSON body says them. A field that was not sent stays as it is.</summary>
public static class GeneralInput
{
    private const string NotListed = "Choose one of the list.";
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("H:mm"), TwoDigits = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Text(LocalTime time) => TwoDigits.Format(time);

    /// <summary>The name of a day's field, in JSON and in the form.</summary>
    public static string Field(IsoDayOfWeek day) => $"workingHours.{Word(day)}";

    public static (BusinessSettings Settings, int? Version) FromJson(JsonBody body, BusinessSettings now, FormErrors errors)
    {
        var json = body.Fields(errors);
        var read = Checked(
            new(
                json.Has("name") ? json.Text("name") ?? "" : now.Name,
                json.Has("timeZone") ? json.Text("timeZone") ?? "" : now.TimeZone,
                json.Has("currency") ? json.Text("currency") ?? "" : now.Currency,
                json.Has("phoneCountry") ? json.Text("phoneCountry") ?? "" : now.PhoneCountry,
                Hours(json.Part("workingHours"), now.WorkingHours, errors)),
            now, errors);
        var version = json.Number("version");
        json.Finish();
        return (read, version);
    }

    /// <summary>A field whose «use theirs» is ticked stays as it is.</summary>
    public static (BusinessSettings Settings, int? Version) FromForm(IFormCollection form, BusinessSettings now, FormErrors errors)
    {
        var theirs = form["take"].OfType<string>().ToHashSet();
        var hours = WorkingHours.Of(day =>
        {
            var field = Field(day);
            if (theirs.Contains(field) || !form.ContainsKey(field + ".from")) return now.WorkingHours.On(day);
            return form[field] == "open" ? Hours(form[field + ".from"], form[field + ".to"], field, errors) : null;
        });
        var read = new BusinessSettings(Typed("name", now.Name), Typed("timeZone", now.TimeZone), Typed("currency", now.Currency), Typed("phoneCountry", now.PhoneCountry), hours);
        return (Checked(read, now, errors), int.TryParse(form["version"], out var version) ? version : null);

        string Typed(string field, string before) => theirs.Contains(field) || !form.ContainsKey(field) ? before : form[field].ToString();
    }

    private static BusinessSettings Checked(BusinessSettings read, BusinessSettings now, FormErrors errors)
    {
        if (read.TimeZone != now.TimeZone && !Locale.TimeZones.Has(read.TimeZone)) errors.Add("timeZone", NotListed);
        if (read.Currency != now.Currency && !Locale.Currencies.Has(read.Currency)) errors.Add("currency", NotListed);
        if (read.PhoneCountry != now.PhoneCountry && !Locale.Countries.Has(read.PhoneCountry)) errors.Add("phoneCountry", NotListed);
        return read with { Name = NameTaken.Read(read.Name, errors) };
    }

    private static WorkingHours Hours(JsonFields? week, WorkingHours now, FormErrors errors)
    {
        if (week is null) return now;
        var hours = WorkingHours.Of(day =>
        {
            if (!week.Has(Word(day))) return now.On(day);
            if (week.Part(Word(day)) is not { } open) return null;
            var read = Hours(open.Text("from"), open.Text("to"), Field(day), errors);
            open.Finish();
            return read;
        });
        week.Finish();
        return hours;
    }

    private static OpenHours? Hours(string? from, string? to, string field, FormErrors errors)
    {
        var (opens, closes) = (Time.Parse(from?.Trim() ?? ""), Time.Parse(to?.Trim() ?? ""));
        if (!opens.Success || !closes.Success)
        {
            errors.Add(field, "Say from when to when, such as 08:00 to 17:00.");
            return null;
        }
        var hours = new OpenHours(opens.Value, closes.Value);
        if (!hours.IsRight) errors.Add(field, "This closes before it opens. An end of 00:00 is midnight.");
        return hours;
    }

    private static string Word(IsoDayOfWeek day) => day.ToString().ToLowerInvariant();
}
