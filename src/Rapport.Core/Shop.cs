using System.Collections.Concurrent;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Core;

/// <summary>What is the same for everybody at one moment in one shop: catalogue, model, batch lists, rules. Immutable.</summary>
/// <param name="ModelHash">SHA-256 of the model's bytes, lower-case hex; empty before the first training.</param>
/// <param name="Quiz">What it asks people whom it does not know; null when nothing.</param>
/// <param name="Rules">What the shop itself wants shown or not; null for none.</param>
public sealed record Shop(ItemCatalogue Catalogue, ItemItemModel Model, ContextLists Lists, string ModelHash, Quiz? Quiz = null, BusinessRules? Rules = null)
{
    private Shelf? _shelf;

    /// <summary>What the shop has decided not to keep.</summary>
    public SignalSwitches Switches { get; init; } = SignalSwitches.AllOn;

    /// <summary>What it keeps the rest for, at the most.</summary>
    public SignalUses Uses { get; init; } = SignalUses.All;

    /// <summary>True for a shop that recognises nobody: nothing is stored of anybody, and only the page speaks.</summary>
    public bool IsForChildren { get; init; }

    /// <summary>What may be said to whom, where and when.</summary>
    public ShopPolicy Policy { get; init; } = ShopPolicy.Default;

    /// <summary>What is tried out, and on whom.</summary>
    public ShopExperiments Experiments { get; init; } = ShopExperiments.None;

    /// <summary>How long it keeps each class of data.</summary>
    public RetentionTerms Retention { get; init; } = RetentionTerms.AsPurposesSay;

    public static Shop Empty { get; } = new(ItemCatalogue.Empty, ItemItemModel.Empty, ContextLists.Empty, "");

    /// <summary>Catalogue items by their places in model and lists.</summary>
    internal Shelf Shelf
    {
        get
        {
            // A copy with another catalogue or model brings the old one along.
            if (_shelf is { } shelf && shelf.IsOf(this))
                return shelf;
            return _shelf = new Shelf(this);
        }
    }

    public bool Equals(Shop? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The shops a server holds, each swapped as a whole: a request sees one catalogue, one model, one set of lists.</summary>
/// <remarks><b>Threads</b>: safe.</remarks>
public sealed class Shops
{
    private readonly ConcurrentDictionary<TenantId, Shop> _shops = new();

    public Shop this[TenantId tenant] => _shops.GetValueOrDefault(tenant, Shop.Empty);

    /// <summary>Replaces a shop by what <paramref name="change"/> makes of it, atomically.</summary>
    public Shop Swap(TenantId tenant, Func<Shop, Shop> change) =>
        _shops.AddOrUpdate(tenant, _ => change(Shop.Empty), (_, shop) => change(shop));
}
