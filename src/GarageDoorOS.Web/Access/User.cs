using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Access;

/// <summary>A person who can sign in: one per e-mail in the whole installation.</summary>
public sealed class User : IdentityUser<Guid>
{
    public User() => Id = Guid.CreateVersion7();

    public string Name { get; set; } = "";
}
