using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>Cadences of the trade, to begin with: a business takes one over and makes it its own.</summary>
public static class ReadyCadences
{
    /// <summary>By the word in its address.</summary>
    public static IReadOnlyDictionary<string, CadenceFacts> All { get; } = new Dictionary<string, CadenceFacts>
    {
        ["no-answer-yet"] = new()
        {
            Name = "No answer yet",
            Steps =
            [
                Step(TaskKind.Call, "Call", 0, WaitUnit.Minutes, null),
                Step(TaskKind.Call, "Call again", 4, WaitUnit.Hours, null),
                Step(TaskKind.Call, "Call, second day", 1, WaitUnit.Days, "09:00"),
                Step(TaskKind.Call, "Call a last time", 4, WaitUnit.Hours, null),
            ],
            Starts = StartRule.None with { ByItself = true, Statuses = [LeadStatus.New] },
            PerDay = 2,
            ClosesAfterDays = 7,
            ClosesAs = "Never answered",
        },
        ["quote-given"] = new()
        {
            Name = "Quote given",
            Steps =
            [
                Step(TaskKind.Call, "Ask whether the quote has arrived", 1, WaitUnit.Days, "10:00"),
                Step(TaskKind.Text, "Any questions about the quote?", 1, WaitUnit.Days, "10:00") with
                {
                    Text = """Hi {{ lead.first_name | default: "there" }}, it is {{ assignee.first_name | default: "your team" }} at {{ business.name }}. Any questions about your quote?""",
                    GoesByItself = true,
                },
                Step(TaskKind.Call, "Ask for a decision", 3, WaitUnit.Days, "10:00"),
            ],
        },
        ["new-door-shopper"] = new()
        {
            Name = "New-door shopper",
            Steps =
            [
                Step(TaskKind.Email, "Send pictures of doors like theirs", 2, WaitUnit.Days, null) with
                {
                    Subject = "Doors for your house",
                    Text = """
                        Hi {{ lead.first_name | default: "there" }},

                        thank you for asking us about a new door. Here are some that would suit a house like yours:

                        {{ assignee.name | default: business.name }}
                        """,
                },
                Step(TaskKind.Call, "Ask which doors they like", 1, WaitUnit.Weeks, "10:00"),
                Step(TaskKind.Text, "Offer to measure the opening", 2, WaitUnit.Weeks, "10:00") with
                {
                    Text = """Hi {{ lead.first_name | default: "there" }}, shall we come and measure your opening? It takes a quarter of an hour and costs nothing. {{ business.name }}""",
                },
                Step(TaskKind.Call, "Ask what holds them back", 3, WaitUnit.Weeks, "10:00"),
            ],
            StopsOnReached = false,
        },
    };

    private static CadenceStep Step(TaskKind kind, string title, int wait, WaitUnit unit, string? at) => new(Guid.CreateVersion7(), kind, title, wait, unit, at, OnWorkingDays: true);
}
