using System.Collections.Immutable;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tact;

/// <summary>A conclusion drawn from a customer's history: that a topic interests them. Never stored; drawn anew for every answer, from what is named here.</summary>
/// <param name="Standing">How far it may be used.</param>
/// <param name="Items">The products it rests on, the latest first; taken out of taste, the conclusion is gone.</param>
/// <param name="Since">When the oldest of its evidence happened.</param>
public sealed record Inference(Topic Topic, TopicStanding Standing, ImmutableArray<ItemId> Items, DateTimeOffset Since)
{
    /// <summary>Every conclusion that suggestions draw now, the best supported first.</summary>
    public static IReadOnlyList<Inference> Of(CustomerFile file, ItemCatalogue catalogue, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var history = UsableHistory.Of(file, Purposes.Recommendations, catalogue, now);
        var evidence = new TopicEvidence(history, catalogue, policy, now);
        var taste = new Belongings(history.Lines, catalogue).Taste;
        return
        [
            .. taste
                .Select(held => (Item: catalogue.Find(held.Value.Item!.Value), Line: held.Value))
                .Where(held => held.Item is not null)
                .GroupBy(held => held.Item!.Topic)
                .Select(topic => new Inference(
                    topic.Key,
                    topic.Max(held => evidence.Standing(held.Item!)),
                    [.. topic.OrderByDescending(held => held.Line.At).Select(held => catalogue.ProductOf(held.Item!.Id)).Distinct()],
                    topic.Min(held => held.Line.At)))
                .OrderByDescending(inference => inference.Standing).ThenByDescending(inference => inference.Items.Length).ThenBy(inference => inference.Topic.Name, StringComparer.Ordinal),
        ];
    }
}
