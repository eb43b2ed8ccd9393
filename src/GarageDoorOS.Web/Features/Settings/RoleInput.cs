using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Reads what was sent about a role over what it says now, gathering what is wrong; with the version that it starts from.</summary>
public delegate (RoleInput Role, int? Version) ReadRole(Role? now, FormErrors errors);

/// <summary>What a form or a JSON body says of a role. In JSON a field that was not sent stays as it is.</summary>
public sealed record RoleInput(string Name, LeadScope Scope, IReadOnlyList<Permission> Given)
{
    private static readonly string Scopes = string.Join(", ", Enum.GetValues<LeadScope>().Select(s => s.Word()));

    public Role AsRole => Role.Own("", Name, Scope, Given);

    public static (RoleInput Role, int? Version) FromJson(JsonBody body, Role? now, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "key", "builtIn", "allows", "members", "apiKeys");
        var name = json.Has("name") || now is null ? json.Text("name") : now.Name;
        var scope = json.Has("scope") || now is null ? ReadScope(json.Text("scope"), errors) : now.Scope;
        var words = json.List("permissions").Select(w => (TextRule.Read(w.Element.ValueKind == System.Text.Json.JsonValueKind.String ? w.Element : default, w.Path, TextRule.Line, errors), w.Path)).ToList();
        var given = json.Has("permissions") || now is null ? Permissions(words, errors) : now.Given;
        var version = json.Number("version");
        json.Finish();
        return (Checked(name, scope, given, errors), version);
    }

    public static (RoleInput Role, int? Version) FromForm(IFormCollection form, FormErrors errors) => (
        Checked(form["name"], LeadScopes.TryRead(form["scope"], out var scope) ? scope : ReadScope(form["scope"], errors), Permissions(form["permissions"].Select(word => (word, "permissions")), errors), errors),
        int.TryParse(form["version"], out var version) ? version : null);

    private static RoleInput Checked(string? name, LeadScope scope, IReadOnlyList<Permission> given, FormErrors errors)
    {
        if (given.Count == 0 && !errors.All.Any(e => e.Field.StartsWith("permissions", StringComparison.Ordinal))) errors.Add("permissions", "Give it at least one right.");
        foreach (var subject in given.Blind().Select(p => p.Subject()).Distinct())
            errors.Add("permissions", $"Who may work with {subject} must see them as well ({subject}:view).");
        return new(NameTaken.Read(name, errors), scope, given);
    }

    private static LeadScope ReadScope(string? word, FormErrors errors)
    {
        if (!LeadScopes.TryRead(word, out var scope) && !errors.Has("scope")) errors.Add("scope", $"Which leads it sees is one of {Scopes}.");
        return scope;
    }

    private static List<Permission> Permissions(IEnumerable<(string? Word, string Path)> words, FormErrors errors)
    {
        var given = new List<Permission>();
        foreach (var (word, path) in words)
        {
            if (Domain.Access.Permissions.TryRead(word, out var permission)) given.Add(permission);
            else if (!errors.Has(path)) errors.Add(path, $"A permission is one of {string.Join(", ", Domain.Access.Permissions.All.Select(p => p.Word()))}.");
        }
        return [.. given.Distinct().Order()];
    }
}
