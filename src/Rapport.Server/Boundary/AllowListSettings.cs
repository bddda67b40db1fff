namespace Rapport.Server.Boundary;

/// <summary>What a shop keeps of what happens in it, event by event and purpose by purpose, and who looked it over. What is not on it is dropped.</summary>
public sealed record AllowListSettings
{
    /// <summary>Who looked it over.</summary>
    public required string ReviewedBy { get; init; }

    /// <summary>On which day.</summary>
    public required DateOnly ReviewedAt { get; init; }

    /// <summary>By signal, e.g. <c>views</c>.</summary>
    public required IReadOnlyDictionary<string, AllowedSignalSettings> Signals { get; init; }
}

/// <summary>Which fields of a signal are kept, and for which purposes.</summary>
public sealed record AllowedSignalSettings
{
    /// <summary>For example <c>product_id</c>, <c>quantity</c>.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>For example <c>recommendations</c>.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }
}
