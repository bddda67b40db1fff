using System.Collections.Immutable;

namespace Rapport.Storage.House;

/// <summary>The names of roles and permissions in files, commands and claims, and what a role may do.</summary>
public static class Roles
{
    private static readonly ImmutableArray<(Role Role, string Name, Permissions May)> All =
    [
        (Role.Viewer, "viewer", Permissions.Figures),
        (Role.Marketer, "marketer", Permissions.Figures | Permissions.Catalogue | Permissions.Policy),
        (Role.PrivacyOfficer, "privacy-officer", Permissions.Figures | Permissions.Customers | Permissions.Approve),
        (Role.Admin, "admin", Permissions.Figures | Permissions.Catalogue | Permissions.Policy | Permissions.Approve | Permissions.House),
    ];

    /// <summary>What a key may be scoped to, by name.</summary>
    private static readonly ImmutableArray<(string Name, Permissions May)> Scopes =
    [
        ("events", Permissions.Events), ("decisions", Permissions.Decisions), ("figures", Permissions.Figures), ("catalogue", Permissions.Catalogue),
        ("policy", Permissions.Policy), ("customers", Permissions.Customers), ("export", Permissions.Export), ("metrics", Permissions.Metrics), ("all", Permissions.All),
    ];

    public static IEnumerable<string> Names => All.Select(entry => entry.Name);

    public static IEnumerable<string> ScopeNames => Scopes.Select(entry => entry.Name);

    public static Role? Find(string? name) => All.FirstOrDefault(entry => entry.Name == name) is { Name: not null } found ? found.Role : null;

    public static string NameOf(Role role) => All.First(entry => entry.Role == role).Name;

    public static Permissions May(Role role, bool mayExport) => All.First(entry => entry.Role == role).May | (mayExport ? Permissions.Export : Permissions.None);

    /// <summary>The scope of a key from its names; null where a name means nothing.</summary>
    public static Permissions? ScopeOf(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var may = Permissions.None;
        foreach (var name in names)
        {
            if (Scopes.FirstOrDefault(entry => entry.Name == name) is not { Name: not null } found)
                return null;
            may |= found.May;
        }

        return may;
    }

    public static IReadOnlyList<string> NamesOf(Permissions may) =>
        may == Permissions.All ? ["all"] : [.. Scopes.Where(entry => entry.May != Permissions.All && may.HasFlag(entry.May)).Select(entry => entry.Name)];
}
