using System.Buffers.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Takes a passkey away from the person whose it is: it opens nothing any more.</summary>
public sealed class RemovePasskey(UserManager<User> users, CurrentUser user)
{
    private const int LongestId = 1_400;

    public static async Task<IResult> FromPage(string id, RemovePasskey remove) =>
        (await remove.Handle(id)).Match(_ => Results.Redirect("/account/passkeys"), problem => problem.ToPage());

    public async Task<Result<User>> Handle(string id)
    {
        if (id.Length > LongestId || !Base64Url.IsValid(id)) return new Problem.NotFound();
        var credential = Base64Url.DecodeFromChars(id);
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        if (await users.GetPasskeyAsync(person, credential) is null) return new Problem.NotFound();
        var removed = await users.RemovePasskeyAsync(person, credential);
        return removed.Succeeded ? person : new Problem.Conflict("changed_meanwhile", "Something else was changed at the same moment. Try again.");
    }
}
