using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tact;

/// <summary>How often a person was shown what lately: topics and items on a personal basis, over all channels and devices.</summary>
/// <remarks>
/// <para>An exposure is one topic (or item) in one visit, in mail and push in one message (ground rule 19). What was shown in this visit goes on being that exposure.
/// It only ever takes away, so that it is read whatever the answer is for.</para>
/// <para><b>Threads</b>: immutable. <b>Cost</b>: nothing where nothing was reported as shown.</para>
/// </remarks>
public sealed class Pace
{
    private readonly Dictionary<Topic, Count>? _topics;
    private readonly HashSet<ItemId>? _resting;

    private Pace()
    {
    }

    private Pace(List<HistoryLine> shown, UsableHistory history, ItemCatalogue catalogue, TactPolicy policy, DateTimeOffset now)
    {
        _topics = [];
        _resting = [];
        shown.Sort(static (left, right) => left.At.CompareTo(right.At));
        var week = now.AddDays(-policy.ExposureDays);
        var visit = StartOfVisit(shown, history.VisitStart, now);
        foreach (var line in shown)
        {
            if (line.At <= week || catalogue.Find(line.Item!.Value) is not { } item)
                continue;
            var count = _topics.TryGetValue(item.Topic, out var known) ? known : _topics[item.Topic] = new Count();
            if (line.At < visit || IsMessage(line))
                count.Add(line);
            else
                count.Note(line);
        }

        foreach (var item in shown.GroupBy(line => line.Item!.Value))
        {
            if (RestsUntil(item, ClickedAt(history.Lines, item.Key), policy) is { } until && now < until)
                _resting.Add(item.Key);
        }
    }

    /// <summary>Nothing was shown.</summary>
    public static Pace None { get; } = new();

    public bool IsEmpty => _topics is null;

    public static Pace Of(UsableHistory history, ItemCatalogue catalogue, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(policy);
        List<HistoryLine>? shown = null;
        foreach (var line in history.Shown)
        {
            if (line is { Kind: EventKind.Shown, Item: not null })
                (shown ??= []).Add(line);
        }

        return shown is null ? None : new Pace(shown, history, catalogue, policy, now);
    }

    /// <summary>How often a topic was shown within the policy's window, before this visit.</summary>
    public int ExposuresOf(Topic topic) => _topics?.GetValueOrDefault(topic)?.Exposures ?? 0;

    /// <summary>In how many other channels it was.</summary>
    public int ChannelsOf(Topic topic, Channel besides) => _topics?.GetValueOrDefault(topic)?.Channels.Count(channel => channel != besides) ?? 0;

    /// <summary>Shown too often without a click, and resting since.</summary>
    public bool IsResting(ItemId item) => _resting?.Contains(item) == true;

    private static bool IsMessage(HistoryLine line) => ConsentScope.ChannelOf(line.Text) is Channel.Mail or Channel.Push;

    /// <summary>Where nothing else says when this visit began: what was shown within half an hour belongs to it.</summary>
    private static DateTimeOffset StartOfVisit(List<HistoryLine> shown, DateTimeOffset visitStart, DateTimeOffset now)
    {
        var edge = visitStart == DateTimeOffset.MaxValue ? now : visitStart;
        for (var k = shown.Count - 1; k >= 0 && edge - shown[k].At <= UsableHistory.VisitGap; k--)
        {
            if (!IsMessage(shown[k]) && shown[k].At < edge)
                edge = shown[k].At;
        }

        return edge;
    }

    private static DateTimeOffset ClickedAt(IReadOnlyList<HistoryLine> history, ItemId item)
    {
        var clicked = DateTimeOffset.MinValue;
        foreach (var line in history)
        {
            if (line.Item == item && line.At > clicked && Belongings.Strength(line.Kind) > 0)
                clicked = line.At;
        }

        return clicked;
    }

    private static DateTimeOffset? RestsUntil(IEnumerable<HistoryLine> shown, DateTimeOffset clicked, TactPolicy policy)
    {
        DateTimeOffset? until = null;
        var window = new Queue<DateTimeOffset>();
        var last = new Count();
        foreach (var line in shown.Where(line => line.At > clicked))
        {
            if (!last.Add(line) || line.At < until)
                continue;
            window.Enqueue(line.At);
            while (window.Peek() < line.At.AddDays(-policy.ItemDays))
                window.Dequeue();
            if (window.Count < policy.ItemExposures)
                continue;
            until = line.At.AddDays(policy.ItemDays);
            window.Clear();
        }

        return until;
    }

    /// <summary>Counts exposures of lines that come in the order of time.</summary>
    private sealed class Count
    {
        private readonly Dictionary<Channel, HistoryLine> _last = [];

        public int Exposures { get; private set; }

        public IEnumerable<Channel> Channels => _last.Keys;

        /// <summary>What this visit showed already is no new exposure, but it was this channel.</summary>
        public void Note(HistoryLine line) => _last[ConsentScope.ChannelOf(line.Text)] = line;

        /// <returns>Whether the line is an exposure of its own, and not the same visit or message again.</returns>
        public bool Add(HistoryLine line)
        {
            var channel = ConsentScope.ChannelOf(line.Text);
            var isSame = _last.TryGetValue(channel, out var before)
                && (channel is Channel.Mail or Channel.Push ? before.MessageKey == line.MessageKey : line.At - before.At <= UsableHistory.VisitGap);
            _last[channel] = line;
            Exposures += isSame ? 0 : 1;
            return !isSame;
        }
    }
}
