using System.Buffers.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>Takes a passkey away from the person whose it is: it opens nothing any more.</summary>
public sealed class RemovePasskey(AppDb db, UserManager<User> users, SecondFactors factors, CurrentUser user, AuditDoor audit)
{
    private const int LongestId = 1_400;

    public static async Task<IResult> FromPage(string id, RemovePasskey remove, CancellationToken ct) =>
        (await remove.Handle(id, ct)).Match(_ => Results.Redirect("/account/passkeys"), problem => problem.ToPage());

    public async Task<Result<User>> Handle(string id, CancellationToken ct)
    {
        if (id.Length > LongestId || !Base64Url.IsValid(id)) return new Problem.NotFound();
        var credential = Base64Url.DecodeFromChars(id);
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        if (await users.GetPasskeyAsync(person, credential) is not { } passkey) return new Problem.NotFound();
        var done = await db.InTransaction<Result<User>>(async () =>
        {
            if (!(await users.RemovePasskeyAsync(person, credential)).Succeeded) return new Problem.Conflict("changed_meanwhile", "Something else was changed at the same moment. Try again.");
            await factors.ForgetUnusedCodes(person, ct);
            return person;
        }, ct);
        if (done.IsOk) await audit.GuardChanged(person.Id, new("passkeys", passkey.Name, null), user.Address);
        return done;
    }
}
