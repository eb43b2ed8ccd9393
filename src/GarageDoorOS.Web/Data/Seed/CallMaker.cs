using Bogus;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Bulk;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Invents calls with leads over the last year, of which one in fifty wants a word: always the same for the same seed.</summary>
internal sealed class CallMaker(int seed, Named[] team, Instant now)
{
    private const int MinutesOfAYear = 365 * 24 * 60;

    private static readonly ActorIdentity Nobody = ActorIdentity.Of(Actor.System);

    private readonly Randomizer random = new(seed);

    public void Make(BulkBatch batch, Lead lead, int count)
    {
        if (lead.Phones.Select(phone => phone.E164).FirstOrDefault(number => number is not null) is not { } number) return;
        for (var at = 0; at < count; at++)
        {
            var moment = now - Duration.FromMinutes(random.Int(1, MinutesOfAYear));
            var call = Call.Place(lead.BusinessId, new(lead.Id, null), random.ArrayElement(team).Id, number, moment);
            var isAnswered = random.Bool();
            call.Hear(new(CallState.Ended, isAnswered ? CallEnd.Talked : CallEnd.NoAnswer) { Seconds = isAnswered ? random.Int(10, 900) : null }, moment + Duration.FromMinutes(1));
            if (random.Int(1, 50) > 1) call.Log(isAnswered ? TaskOutcome.Reached : TaskOutcome.NoAnswer, "", Nobody, moment + Duration.FromMinutes(20));
            batch.Calls.Add(call);
        }
    }
}
