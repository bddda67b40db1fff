namespace Rapport.Server.Hosting;

/// <summary>Somebody who gets customers' data besides the shop.</summary>
public sealed record RecipientSettings
{
    public required string Name { get; init; }

    /// <summary><c>processor</c> or <c>controller</c>.</summary>
    public string Role { get; init; } = "processor";

    /// <summary>ISO 3166, e.g. <c>DE</c>; empty when unknown.</summary>
    public string Country { get; init; } = "";

    /// <summary>What for, by purpose.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];
}
