namespace Rapport.Core.Recommendations.Rules;

/// <summary>Says what is wrong with a shop's rules, or nothing.</summary>
public static class RulesCheck
{
    private const int MostTiers = 20;
    private const int LongestTier = 64;
    private const int LongestName = 500;
    private const int LastPlace = 100;

    /// <returns>The member that does not hold, as a JSON path; null when all do.</returns>
    public static string? Mistake(BusinessRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.All.Length > BusinessRules.MaxRules)
            return "$.rules";
        var tiers = rules.LoyaltyTiers;
        if (tiers.Length > MostTiers || tiers.Any(tier => string.IsNullOrWhiteSpace(tier) || tier.Length > LongestTier) || tiers.Distinct().Count() < tiers.Length)
            return "$.loyaltyTiers";
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.All.Length; i++)
        {
            if (Mistake(rules.All[i], names) is { } member)
                return $"$.rules[{i}].{member}";
        }

        return null;
    }

    private static string? Mistake(BusinessRule rule, HashSet<string> names) => rule switch
    {
        _ when string.IsNullOrWhiteSpace(rule.Id) || rule.Id.Length > BusinessRule.MaxIdLength || !names.Add(rule.Id) => "id",
        { Kind: BusinessRuleKind.None } => "kind",
        // A search keeps the page's order, and a playlist what it was asked for.
        { Kind: BusinessRuleKind.Pin, Surface: Surface.None or Surface.Search or Surface.Playlist } => "surface",
        { Kind: BusinessRuleKind.Pin, Item: null } => "item",
        { Category: { Length: 0 or > LongestName } } or { Item: not null, Category: not null } => "category",
        { Brand: { Length: 0 or > LongestName } } or { Item: not null, Brand: not null } => "brand",
        { Item: null, Category: null, Brand: null } => "item",
        { Kind: BusinessRuleKind.Pin, Place: < 1 or > LastPlace } or { Kind: not BusinessRuleKind.Pin, Place: not 0 } => "place",
        { Kind: BusinessRuleKind.Boost, Factor: not (>= 0.1 and <= 10) } => "factor",
        _ => null,
    };
}
