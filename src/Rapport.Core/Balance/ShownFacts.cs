using Rapport.Core.Balance.Facts;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Balance;

/// <summary>The exposures of one person, from what pages and senders reported as shown.</summary>
internal static class ShownFacts
{
    /// <param name="topics">Numbers of topics, the same for all people of a window.</param>
    public static IEnumerable<ExposureFact> Of(UsableHistory usable, int person, ConsentLedger ledger, ItemCatalogue catalogue, Dictionary<Topic, int> topics)
    {
        if (usable.Shown.Count == 0)
            yield break;
        var known = usable.Lines.Where(line => line.Item is { } id && catalogue.Find(id) is not null).ToLookup(line => catalogue.Find(line.Item!.Value)!.Topic);
        var shown = usable.Shown.Where(line => line.Kind == EventKind.Shown && line.Item is { } id && catalogue.Find(id) is not null);
        foreach (var of in shown.GroupBy(line => (catalogue.Find(line.Item!.Value)!.Topic, Channel: ConsentScope.ChannelOf(line.Text))))
        {
            HistoryLine? before = null;
            foreach (var line in of.OrderBy(line => line.At))
            {
                var isNew = before is null || (of.Key.Channel is Channel.Mail or Channel.Push ? before.MessageKey != line.MessageKey : line.At - before.At > UsableHistory.VisitGap);
                before = line;
                if (isNew)
                    yield return Fact(line, person, of.Key.Channel, [.. known[of.Key.Topic].Where(evidence => evidence.At <= line.At)], ledger, catalogue, Number(topics, of.Key.Topic));
            }
        }
    }

    private static ExposureFact Fact(HistoryLine shown, int person, Channel channel, List<HistoryLine> evidence, ConsentLedger ledger, ItemCatalogue catalogue, int topic) => new(
        shown.At,
        person,
        topic,
        channel,
        catalogue.Find(shown.Item!.Value)!.Class,
        evidence.Count,
        evidence.Exists(line => line.Kind is EventKind.AddedToWishlist or EventKind.OrderCompleted or EventKind.QuizAnswered),
        TriggeredAt: null,
        IsCarried: shown.Device != 0 && evidence.Count > 0 && evidence.TrueForAll(line => line.Device != 0 && line.Device != shown.Device) && !ledger.Allows(Purposes.Recommendations, shown.At, ConsentScope.Devices));

    private static int Number(Dictionary<Topic, int> topics, Topic topic)
    {
        if (!topics.TryGetValue(topic, out var number))
            topics[topic] = number = topics.Count + 1;
        return number;
    }
}
