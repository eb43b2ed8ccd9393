using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>user forget-second-factor EMAIL</c>: for somebody who lost phone, passkey and recovery codes. Their password alone lets them in again, and they are signed out everywhere.</summary>
internal static class ForgetSecondFactor
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var email = line.Value(0, "whose e-mail: user forget-second-factor EMAIL");
        if (!EmailAddress.TryNormalise(email, out email)) throw new CommandFailed($"«{email}» is no e-mail address.");
        var person = await services.GetRequiredService<UserManager<User>>().FindByEmailAsync(email) ?? throw new CommandFailed($"Nobody here signs in as {email}.");
        var factors = services.GetRequiredService<SecondFactors>();
        if (!await services.GetRequiredService<AppDb>().InTransaction(() => factors.Forget(person, ct), ct)) throw new CommandFailed("The account was changed at this very moment. Try again.");
        await Console.Out.WriteLineAsync($"{email} signs in by their password alone now");
    }
}
