using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Policy;

/// <summary>The tact policy of a shop as it is written down and reviewed: a preset, what deviates from it, and what deviates on single surfaces.</summary>
/// <param name="Surfaces">Surfaces with a preset or deviations of their own: what they do not name is as everywhere.</param>
public sealed record PolicyDocument(PolicyPart Everywhere, IReadOnlyDictionary<Surface, PolicyPart> Surfaces)
{
    public static PolicyDocument Default { get; } = new(new PolicyPart(TactPreset.Balanced.Id), new Dictionary<Surface, PolicyPart>());

    /// <summary>The first thing wrong with it, as a path; null when it holds.</summary>
    public string? Mistake() =>
        Everywhere.Mistake("$", isWhole: true)
        ?? Surfaces.Select(part => part.Key == Surface.None ? "$.surfaces" : part.Value.Mistake($"$.surfaces.{part.Key}", isWhole: false)).FirstOrDefault(wrong => wrong is not null);

    /// <summary>The policy decisions read.</summary>
    /// <exception cref="ArgumentException">The document has a mistake.</exception>
    public ShopPolicy Resolve(int version)
    {
        if (Mistake() is { } mistake)
            throw new ArgumentException($"The policy does not hold: {mistake}.");
        var everywhere = Everywhere.Apply(TactPolicy.Default) with { Version = version };
        return new ShopPolicy(everywhere, Surfaces.ToDictionary(part => part.Key, part => part.Value.Apply(everywhere) with { Version = version }));
    }
}
