using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>Links by which a person chooses a new password: good for two hours, and for one change, since they hang on the security stamp.</summary>
public sealed class PasswordLinks(UserManager<User> users, PublicUrl address, IClock clock)
{
    public static readonly TimeSpan Hold = TimeSpan.FromHours(2);

    public async Task<(string Address, Instant Until)> Make(User person)
    {
        var token = await users.GeneratePasswordResetTokenAsync(person);
        var query = QueryString.Create("user", person.Id.ToString()).Add("token", token);
        return (address.Of("/new-password" + query), clock.GetCurrentInstant() + Duration.FromTimeSpan(Hold));
    }
}
