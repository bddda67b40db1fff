using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Storage;

/// <summary>How a shop's rules are kept: JSON, without reflection.</summary>
[JsonSerializable(typeof(StoredRules))]
internal sealed partial class RulesJson : JsonSerializerContext
{
    public static string Write(BusinessRules rules) => JsonSerializer.Serialize(
        new StoredRules([.. rules.LoyaltyTiers], [.. rules.All.Select(rule => new StoredRule(rule.Id, (byte)rule.Kind, (byte)rule.Surface, rule.Item?.Value, rule.Category, rule.Brand, rule.Place, rule.Factor))]),
        Default.StoredRules);

    public static BusinessRules Read(string text)
    {
        var stored = JsonSerializer.Deserialize(text, Default.StoredRules)!;
        return new BusinessRules(
            [.. stored.LoyaltyTiers],
            [.. stored.Rules.Select(rule => new BusinessRule(
                rule.Id, (BusinessRuleKind)rule.Kind, (Surface)rule.Surface, rule.Item is { } item ? new ItemId(item) : null, rule.Category, rule.Brand, rule.Place, rule.Factor))]);
    }
}

/// <summary>Rules as they are kept.</summary>
internal sealed record StoredRules(string[] LoyaltyTiers, StoredRule[] Rules);

/// <summary>One rule as it is kept.</summary>
internal sealed record StoredRule(string Id, byte Kind, byte Surface, string? Item, string? Category, string? Brand, int Place, double Factor);
