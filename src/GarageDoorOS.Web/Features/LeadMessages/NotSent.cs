using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>A message did not go out. <paramref name="Never"/>: trying again is no use. <paramref name="MayBeOut"/>: nobody can say whether it did all the same. <paramref name="NotBefore"/>: what the vendor asks for.</summary>
internal sealed record NotSent(string Why, bool Never = false, bool MayBeOut = false, Duration? NotBefore = null);
