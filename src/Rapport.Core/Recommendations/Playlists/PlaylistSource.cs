using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Sources;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Playlists;

/// <summary>A playlist: the person's own tracks and discoveries by their taste, in an order that keeps to the wish.</summary>
/// <remarks>
/// <para>A playlist the person started is no exposure (ground rule 19): an ordinary topic speaks from two of her items on, whenever they were. So the list
/// of one day, history and seed stays the same when a visit ends. Delicate and resting topics speak as everywhere.</para>
/// <para><b>Cost</b>: the rows of the person's items, and a draw for each of the pool.</para>
/// </remarks>
internal sealed class PlaylistSource : CandidateSource
{
    private const int PoolPerTrack = 6;
    private const int LeastPool = 200;

    /// <summary>The weight of what many choose beside the warmest of the person's own taste.</summary>
    private const double PopularWeight = 0.01;

    private static readonly PersonalSource Personal = new();

    public override string Id => "playlist";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var wish = situation.Request.Playlist ?? PlaylistWish.Usual;
        return new PlaylistComposer(wish, situation.Request.Count).Compose(Pool(situation, wish)).Select(track => track.Candidate);
    }

    public override IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation) => Personal.Silenced(situation);

    private static List<Track> Pool(Situation situation, PlaylistWish wish)
    {
        var played = Played(situation);
        var draw = new SeededDraw(wish.Seed, DateOnly.FromDateTime(situation.Now.UtcDateTime));
        var reasons = ReasonWriter.For(situation);
        var freshFrom = DateOnly.FromDateTime(situation.Now.UtcDateTime).AddDays(-wish.FreshDays);
        var pool = new Dictionary<ItemId, Track>();
        foreach (var (candidate, weight) in Familiar(situation, wish, played).Concat(Liked(situation, played)).Concat(Popular(situation, played)))
        {
            var item = candidate.Item;
            if (pool.ContainsKey(item.Id) || situation.OwnObstacle(item) is not null || (!candidate.IsPersonal && !situation.IsForEverybody(item)))
                continue;
            if (situation.Guard.Judge(candidate).Passed is { } passed && reasons.Write(passed) is not null)
                pool.Add(item.Id, new Track(candidate, situation.Rules.FactorOf(item) * weight * weight / draw.Of(item.Id), IsNew: !played.ContainsKey(situation.ProductOf(item)), IsFresh: item.PublishedOn >= freshFrom));
        }

        return [.. pool.Values];
    }

    /// <summary>How often and when last each item was played or bought; gifts are not hers, and what she took out of her taste is not played to her.</summary>
    private static Dictionary<ItemId, (int Times, DateTimeOffset LastAt)> Played(Situation situation)
    {
        var played = new Dictionary<ItemId, (int Times, DateTimeOffset LastAt)>();
        foreach (var line in situation.History.Lines)
        {
            if (line.Item is not { } variant || line.Kind is not (EventKind.Played or EventKind.Completed or EventKind.OrderCompleted))
                continue;
            var item = situation.ProductOf(variant);
            var (times, lastAt) = played.GetValueOrDefault(item);
            played[item] = (times + 1, lastAt > line.At ? lastAt : line.At);
        }

        return played;
    }

    private static IEnumerable<(Candidate Candidate, double Weight)> Familiar(Situation situation, PlaylistWish wish, Dictionary<ItemId, (int Times, DateTimeOffset LastAt)> played)
    {
        var most = played.Count == 0 ? 0 : played.Values.Max(each => each.Times);
        var restedBefore = wish.RestDays == 0 ? DateTimeOffset.MaxValue : new DateTimeOffset(situation.Now.UtcDateTime.Date.AddDays(1 - wish.RestDays), TimeSpan.Zero);
        foreach (var (item, (times, lastAt)) in played)
        {
            if (lastAt < restedBefore && situation.Belongings.Taste.ContainsKey(item) && situation.Find(item) is { } found)
                yield return (new Candidate(found, CandidateBasis.Familiar, (double)times / most, [new Share(item, (double)times / most)]), (double)times / most);
        }
    }

    private static IEnumerable<(Candidate Candidate, double Weight)> Liked(Situation situation, Dictionary<ItemId, (int Times, DateTimeOffset LastAt)> played)
    {
        var top = LeastPool + (PoolPerTrack * situation.Request.Count);
        var signals = Signals(situation);
        if (signals.Count == 0)
            yield break;
        var scored = Scorer.Personal(situation.Shop.Model, signals, id => IsOut(situation, played, id) || situation.Find(id) is not { } item || !situation.IsOffered(item), top);
        foreach (var each in scored)
            yield return (new Candidate(situation.Find(each.Item)!, CandidateBasis.Personal, each.Score, each.Shares), each.Score / scored[0].Score);
    }

    private static IEnumerable<(Candidate Candidate, double Weight)> Popular(Situation situation, Dictionary<ItemId, (int Times, DateTimeOffset LastAt)> played)
    {
        var length = situation.Shop.Lists.Popular.Length;
        for (var place = 0; place < length; place++)
        {
            if (situation.Shop.Lists.Popular[place] is var id && !IsOut(situation, played, id) && situation.Find(id) is { } item)
                yield return (new Candidate(item, CandidateBasis.Popular, -place, []), PopularWeight * (length - place) / length);
        }
    }

    /// <summary>No discovery, or taken out of the person's taste.</summary>
    private static bool IsOut(Situation situation, Dictionary<ItemId, (int Times, DateTimeOffset LastAt)> played, ItemId item) =>
        played.ContainsKey(situation.ProductOf(item)) || situation.Belongings.Excluded.Contains(situation.ProductOf(item));

    private static List<Signal> Signals(Situation situation)
    {
        var evidence = situation.Belongings.Taste.Where(each => situation.Find(each.Key) is not null).ToArray();
        var ofTopic = evidence.CountBy(each => situation.Find(each.Key)!.Topic).ToDictionary();
        var signals = new List<Signal>(evidence.Length);
        foreach (var (id, line) in evidence)
        {
            var item = situation.Find(id)!;
            var isMany = item.Class.Code is null && ofTopic[item.Topic] >= situation.Policy.EvidenceItems && !situation.Guard.IsPaused(item.Topic);
            if (isMany || situation.Guard.MaySpeak(item) == TopicStanding.Carried)
                signals.Add(Signal.Of(id, line));
        }

        return signals;
    }
}
