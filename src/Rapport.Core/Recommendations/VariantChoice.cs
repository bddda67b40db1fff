using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Which variant of a product a person is shown: for a personal item one in the size they bought or wished for, else the first that is in stock.</summary>
/// <remarks>
/// A size counts where it was bought (not as a gift, not given back) or wished for, the latest purchase before any wish, and only for the same topic, size system, gender and age group.
/// It says how a thing is to fit, nothing about who the person is. Answers that are the same for everybody do not look at it.
/// <b>Cost</b>: the variants of the candidate; the history once, when a personal candidate first has variants.
/// </remarks>
internal sealed class VariantChoice(Situation situation)
{
    private readonly Dictionary<ItemId, CatalogueItem> _sizedBy = [];
    private Dictionary<Fit, CatalogueItem>? _known;

    /// <summary>The candidate as it is shown; itself where it has no variants, or none that may be shown.</summary>
    public Candidate Of(Candidate candidate)
    {
        var item = candidate.Item;
        if (item.GroupId is null)
            return candidate;
        CatalogueItem[] open = [.. situation.Shop.Catalogue.VariantsOf(item).Where(variant => variant.Class == item.Class && situation.OwnObstacle(variant) is null)];
        if (open.Length == 0)
            return candidate;
        var usual = open.FirstOrDefault(variant => variant.Id == item.Id) ?? Nearest(open, item);
        if (!candidate.IsPersonal || candidate.Basis == CandidateBasis.Repeat || Known.Count == 0)
            return candidate.As(usual);
        if (Fits(usual) is not null)
            return candidate.As(usual);
        CatalogueItem[] fitting = [.. open.Where(variant => Fits(variant) is not null)];
        if (fitting.Length == 0)
            return candidate.As(usual);
        var chosen = Nearest(fitting, usual);
        _sizedBy[chosen.Id] = Fits(chosen)!;
        return candidate.As(chosen);
    }

    /// <summary>What was bought or wished for in the size of a shown item, where another variant would be shown without it; else null.</summary>
    public CatalogueItem? SizedBy(CatalogueItem item) => _sizedBy.GetValueOrDefault(item.Id);

    private Dictionary<Fit, CatalogueItem> Known => _known ??= Sizes();

    private static CatalogueItem Nearest(CatalogueItem[] variants, CatalogueItem to) => variants.FirstOrDefault(variant => variant.Color == to.Color) ?? variants[0];

    private CatalogueItem? Fits(CatalogueItem item) =>
        Known.TryGetValue(Fit.Of(item), out var known) && string.Equals(known.Size, item.Size, StringComparison.OrdinalIgnoreCase) ? known : null;

    private Dictionary<Fit, CatalogueItem> Sizes()
    {
        var lines = situation.History.Lines;
        var refunds = new Refunds(lines);
        var (wished, bought) = (new List<HistoryLine>(), new List<HistoryLine>());
        foreach (var line in lines)
        {
            if (line.Kind == EventKind.AddedToWishlist)
                wished.Add(line);
            else if (line.Kind == EventKind.RemovedFromWishlist)
                wished.RemoveAll(wish => wish.Item == line.Item);
            else if (line is { Kind: EventKind.OrderCompleted, IsGift: false } && !refunds.Contain(line))
                bought.Add(line);
        }

        var sizes = new Dictionary<Fit, CatalogueItem>();
        foreach (var line in wished.OrderBy(line => line.At).Concat(bought.OrderBy(line => line.At)))
        {
            if (situation.Find(line.Item!.Value) is { Size: not null } item && situation.Belongings.Taste.ContainsKey(situation.ProductOf(item)) && situation.StandingOf(item.Id, line) != TopicStanding.None)
                sizes[Fit.Of(item)] = item;
        }

        return sizes;
    }

    /// <summary>What sizes can be compared within.</summary>
    private readonly record struct Fit(Topic Topic, string? System, string? Gender, string? AgeGroup)
    {
        public static Fit Of(CatalogueItem item) => new(item.Topic, item.SizeSystem, item.Gender, item.AgeGroup);
    }
}
