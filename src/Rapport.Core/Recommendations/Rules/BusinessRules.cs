using System.Collections.Immutable;
using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Rules;

/// <summary>All rules of one shop, and the order of its loyalty tiers. Immutable: a change is a new set.</summary>
/// <param name="LoyaltyTiers">Lowest first; a tier that is not among them stands for itself alone.</param>
public sealed record BusinessRules(ImmutableArray<string> LoyaltyTiers, ImmutableArray<BusinessRule> All)
{
    /// <summary>The most rules a shop has: each is asked about many items of every answer.</summary>
    public const int MaxRules = 200;

    /// <summary>How many candidates of a source a boost may reorder.</summary>
    private const int Reach = 500;

    public static BusinessRules None { get; } = new([], []);

    /// <summary>Those that hold on a surface.</summary>
    public BusinessRules On(Surface surface) =>
        All.IsEmpty ? this : this with { All = [.. All.Where(rule => rule.Surface == Surface.None || rule.Surface == surface)] };

    /// <summary>Pins by their place.</summary>
    public IEnumerable<BusinessRule> Pins => All.Where(rule => rule.Kind == BusinessRuleKind.Pin).OrderBy(rule => rule.Place);

    public bool Excludes(CatalogueItem item)
    {
        foreach (var rule in All)
        {
            if (rule.Kind == BusinessRuleKind.Exclude && rule.IsAbout(item))
                return true;
        }

        return false;
    }

    /// <summary>Boosts about an item.</summary>
    public IEnumerable<BusinessRule> BoostsOf(CatalogueItem item) => All.Where(rule => rule.Kind == BusinessRuleKind.Boost && rule.IsAbout(item));

    /// <summary>What all boosts about an item make together; 1 where there is none.</summary>
    public double FactorOf(CatalogueItem item) => BoostsOf(item).Aggregate(1.0, (product, rule) => product * rule.Factor);

    /// <summary>The candidates of one source with boosts in effect: a score counts times the factor, a place divided by it.</summary>
    public IEnumerable<Candidate> Reorder(IEnumerable<Candidate> found)
    {
        if (!All.Any(rule => rule.Kind == BusinessRuleKind.Boost))
            return found;
        return found.Take(Reach)
            .Select((candidate, place) => (Candidate: candidate, Factor: FactorOf(candidate.Item), Place: place))
            .OrderByDescending(each => each.Candidate.IsPersonal ? each.Candidate.Score * each.Factor : -(each.Place + 1) / each.Factor)
            .Select(each => each.Candidate);
    }

    /// <summary>The rules that had a say in an answer: all that exclude, and those about an item that is shown.</summary>
    public IReadOnlyList<string> InForce(IReadOnlyList<CatalogueItem> shown) =>
        All.IsEmpty ? [] : [.. All.Where(rule => rule.Kind == BusinessRuleKind.Exclude || shown.Any(rule.IsAbout)).Select(rule => rule.Id).Order(StringComparer.Ordinal)];

    /// <summary>Whether a person of one tier may have what is for another: at or below their own.</summary>
    public bool Opens(string? own, string wanted) =>
        own is not null && (own == wanted || (LoyaltyTiers.IndexOf(wanted) is >= 0 and var place && place <= LoyaltyTiers.IndexOf(own)));
}
