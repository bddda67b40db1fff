using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Policy;

/// <summary>The tact policy of a shop as it is written down and reviewed: a preset, what deviates from it, and what deviates on single surfaces.</summary>
/// <param name="Durables">Categories of which one has one thing: who bought one is not offered another for a while (rule T14).</param>
/// <param name="Surfaces">Surfaces with a preset or deviations of their own: what they do not name is as everywhere.</param>
public sealed record PolicyDocument(PolicyPart Everywhere, IReadOnlyDictionary<Surface, PolicyPart> Surfaces, IReadOnlyList<string>? Durables = null)
{
    /// <summary>The most categories of durables there may be.</summary>
    public const int MaxDurables = 200;

    public static PolicyDocument Default { get; } = new(new PolicyPart(TactPreset.Balanced.Id), new Dictionary<Surface, PolicyPart>());

    /// <summary>The first thing wrong with it, as a path; null when it holds.</summary>
    public string? Mistake() =>
        Everywhere.Mistake("$", isWhole: true)
        ?? Surfaces.Select(part => part.Key == Surface.None ? "$.surfaces" : part.Value.Mistake($"$.surfaces.{part.Key}", isWhole: false)).FirstOrDefault(wrong => wrong is not null)
        ?? (Durables is { } durables && (durables.Count > MaxDurables || durables.Any(string.IsNullOrWhiteSpace)) ? "$.durables" : null);

    /// <summary>The policy decisions read.</summary>
    /// <exception cref="ArgumentException">The document has a mistake.</exception>
    public ShopPolicy Resolve(int version)
    {
        if (Mistake() is { } mistake)
            throw new ArgumentException($"The policy does not hold: {mistake}.");
        var everywhere = Everywhere.Apply(TactPolicy.Default) with { Version = version, Durables = Durables ?? [] };
        return new ShopPolicy(everywhere, Surfaces.ToDictionary(part => part.Key, part => part.Value.Apply(everywhere) with { Version = version, Durables = everywhere.Durables }));
    }
}
