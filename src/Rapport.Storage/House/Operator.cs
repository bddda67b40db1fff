namespace Rapport.Storage.House;

/// <summary>A person who works with the console of one shop and signs in by password.</summary>
/// <param name="Tenant">The shop.</param>
/// <param name="Name">Unique in the house.</param>
/// <param name="Password">As <see cref="House.Password"/> sealed it.</param>
/// <param name="ChangedAt">When role or password last changed: sessions from before are over.</param>
public sealed record Operator(string Tenant, string Name, Role Role, bool MayExport, string Password, DateTimeOffset ChangedAt)
{
    public Permissions May => Roles.May(Role, MayExport);

    /// <summary>What a session must carry to be of this operator as it is now.</summary>
    public string Stamp => ChangedAt.UtcTicks.ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Name} ({Roles.NameOf(Role)} of {Tenant})";
}
