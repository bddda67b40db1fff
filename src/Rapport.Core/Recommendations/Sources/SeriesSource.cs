using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>The next part of each series the person is in, the series of the latest play first; a part that was not played to its end comes again.</summary>
/// <remarks>
/// Going on with a series starts no topic (rule T3): it is the thing itself that was watched or bought on this site. Delicate and resting topics speak as everywhere.
/// <b>Cost</b>: the person's lines and the parts of their series.
/// </remarks>
internal sealed class SeriesSource : CandidateSource
{
    public override string Id => "next-in-series";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var started = situation.Belongings.Taste.Values
            .Where(line => line.Kind is EventKind.Played or EventKind.Completed or EventKind.OrderCompleted)
            .Select(line => (Part: situation.Find(line.Item!.Value), Line: line))
            .Where(each => each.Part?.Series is not null && MaySpeak(situation, each.Part))
            .GroupBy(each => each.Part!.Series!, StringComparer.Ordinal)
            .Select(series => series.OrderByDescending(each => each.Line.At).ThenByDescending(each => each.Part!.SeriesPosition).First())
            .OrderByDescending(latest => latest.Line.At).ThenBy(latest => latest.Part!.Id);
        var rank = 0;
        foreach (var (part, line) in started)
        {
            if (NextOf(situation, part!, line) is { } next)
                yield return new Candidate(next, CandidateBasis.Series, 1.0 / ++rank, [new Share(situation.ProductOf(part!), 1.0 / rank)]);
        }
    }

    private static CatalogueItem? NextOf(Situation situation, CatalogueItem latest, HistoryLine line) =>
        line.Kind == EventKind.Played
            ? latest
            : situation.Shop.Catalogue.PartsOf(latest.Series!).FirstOrDefault(part => part.SeriesPosition > latest.SeriesPosition && situation.IsOpen(part));

    private static bool MaySpeak(Situation situation, CatalogueItem part) =>
        part.Class.Code is null ? !situation.Guard.IsPaused(part.Topic) : situation.Guard.MaySpeak(part) == TopicStanding.Carried;
}
