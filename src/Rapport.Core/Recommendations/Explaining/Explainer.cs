using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Sources;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>Reads the verdicts of the stations after an answer was made under a witness's eye.</summary>
internal sealed class Explainer(Situation situation, SurfacePlan plan, Witness witness)
{
    private readonly CatalogueItem? _item = situation.Find(witness.Item);

    public Explanation Explain(Answer answer, CustomerFile? file)
    {
        IReadOnlyList<SourceVerdict> sources = _item is null ? [] : [.. plan.Sources.Select(Ask)];
        var place = answer.Items.TakeWhile(shown => shown.Item != witness.Item).Count();
        var shares = sources.FirstOrDefault(source => source.Shares.Count > 0)?.Shares ?? [];
        return new Explanation(
            situation.Request.Surface,
            witness.Item,
            _item,
            Decisive(sources, answer),
            place == answer.Items.Count ? 0 : place + 1,
            file is null,
            file?.Ledger.AllowedAt(situation.Now) ?? Purposes.None,
            file?.History.Count ?? 0,
            situation.History.Lines.Count,
            Voices(shares),
            situation.Shop.Model.IndexOf(situation.ProductOf(witness.Item)) >= 0,
            sources,
            answer);
    }

    /// <summary>Sources are asked in order, so the first that had the item decided; what bars it everywhere comes before them.</summary>
    private Outcome Decisive(IReadOnlyList<SourceVerdict> sources, Answer answer)
    {
        // A pin or the page's own search brought it, where no source did.
        if (answer.Items.Any(shown => shown.Item == witness.Item))
            return new Outcome(Fate.Shown);
        if (_item is null)
            return new Outcome(Fate.UnknownItem);
        if (sources.Any(source => source.Outcome.Fate == Fate.Shown) && answer.Items.Any(shown => shown.Item != witness.Item && situation.ProductOf(shown.Item) == situation.ProductOf(witness.Item)))
            return new Outcome(situation.OwnObstacle(_item) ?? Fate.GroupShown);
        if (situation.Obstacle(_item) is { } obstacle)
            return new Outcome(obstacle);
        return sources.FirstOrDefault(source => source.Outcome.Fate != Fate.NotFound)?.Outcome ?? new Outcome(Fate.NotFound);
    }

    private SourceVerdict Ask(CandidateSource source)
    {
        var all = source.FindAll(situation, witness.Item).ToList();
        var place = all.FindIndex(candidate => witness.Means(candidate.Item));
        if (place >= 0)
            return Verdict(source, all[place], place + 1, all.Count, witness.OutcomeOf(source) ?? Unseen(source));

        var silenced = source.AllSilenced(situation, witness.Item).ToList();
        place = silenced.FindIndex(found => witness.Means(found.Candidate.Item));
        return place >= 0
            ? Verdict(source, silenced[place].Candidate, place + 1, silenced.Count, Barred() ?? new Outcome(Fate.HeldBack, silenced[place].SilencedBy))
            : new SourceVerdict(source.Id, 0, all.Count, 0, [], null, new Outcome(Fate.NotFound));
    }

    /// <summary>What became of a candidate the slate was never offered.</summary>
    private Outcome Unseen(CandidateSource source) => Barred() ?? new Outcome(witness.WasCutShort(source) ? Fate.SlotsFull : Fate.BeyondPool);

    private Outcome? Barred()
    {
        if (situation.Obstacle(_item!) is { } obstacle)
            return new Outcome(obstacle);
        return !plan.ShowsOwned && situation.IsResting(_item!) ? new Outcome(Fate.Owned) : null;
    }

    private static SourceVerdict Verdict(CandidateSource source, Candidate found, int place, int all, Outcome outcome) =>
        new(source.Id, place, all, found.IsPersonal ? found.Score : 0, found.Shares, found.Because?.Id, outcome);

    private List<Voice> Voices(IReadOnlyList<Share> shares)
    {
        var parts = shares.ToDictionary(share => share.Item, share => share.Score);
        var voices = new List<Voice>();
        foreach (var lines in situation.History.Lines.Where(line => line.Item is not null && Belongings.Strength(line.Kind) > 0).GroupBy(line => situation.ProductOf(line.Item!.Value)))
        {
            var isTaste = situation.Belongings.Taste.TryGetValue(lines.Key, out var line);
            line ??= lines.MaxBy(each => Belongings.Strength(each.Kind))!;
            voices.Add(new Voice(
                line.Item!.Value, situation.Find(line.Item.Value)?.Title ?? line.Item.Value.Value, line.Kind, line.At, isTaste ? SilenceOf(lines.Key, line) : WhyNoTaste(lines), parts.GetValueOrDefault(lines.Key)));
        }

        return [.. voices.OrderByDescending(voice => voice.Share).ThenBy(voice => voice.Silence).ThenBy(voice => voice.Title, StringComparer.Ordinal)];
    }

    private Silence SilenceOf(ItemId id, HistoryLine line)
    {
        var item = situation.Find(line.Item ?? id)!;
        if (situation.StandingOf(id, line) != TopicStanding.None)
            return situation.Shop.Model.IndexOf(id) < 0 ? Silence.NotInModel : Silence.None;
        return situation.Guard.Hear(item).SilencedBy switch
        {
            TactRule.SayNo => Silence.Paused,
            TactRule.Delay => Silence.TooSoon,
            TactRule.Delicate => Silence.Delicate,
            _ => Silence.TooLittle,
        };
    }

    private Silence WhyNoTaste(IGrouping<ItemId, HistoryLine> lines)
    {
        if (situation.Belongings.Hidden.ContainsKey(lines.Key))
            return Silence.Hidden;
        if (situation.Belongings.Excluded.Contains(lines.Key))
            return Silence.NotTaste;
        return lines.Any(line => line.IsGift) ? Silence.Gift : Silence.TakenBack;
    }
}
