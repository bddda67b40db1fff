using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Policy;

/// <summary>The tact policy of a shop as decisions read it: one for everywhere, and those of surfaces that have their own. Immutable.</summary>
public sealed record ShopPolicy(TactPolicy Everywhere, IReadOnlyDictionary<Surface, TactPolicy> Surfaces)
{
    public static ShopPolicy Default { get; } = new(TactPolicy.Default, new Dictionary<Surface, TactPolicy>());

    public int Version => Everywhere.Version;

    /// <summary>What holds on a surface.</summary>
    public TactPolicy On(Surface surface) => Surfaces.TryGetValue(surface, out var own) ? own : Everywhere;
}
