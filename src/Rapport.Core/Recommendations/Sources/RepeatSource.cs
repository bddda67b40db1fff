using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What the person takes again, once it is time: by how often and how lately they bought it, and by what their other things say for it.</summary>
/// <remarks>
/// Time is the gap: a consumable's rest, or else the person's own gap between two purchases. What was bought once and is no consumable is owned, and never comes back (rule T14).
/// </remarks>
internal sealed class RepeatSource : CandidateSource
{
    private const int PoolPerSlot = 3;

    public override string Id => "buy-again";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var bought = situation.Purchases;
        Purchase[] due = [.. bought.Items.Where(id => situation.Find(id) is { } item && situation.IsOffered(item) && IsDue(situation, item)).Select(id => new Purchase(id, bought.Of(id).Count, bought.Of(id).Last()))];
        if (due.Length == 0)
            return [];
        return BuyAgain.Repeats(situation.Shop.Model, due, PersonalSource.Usable(situation), situation.Now, _ => false, PoolPerSlot * situation.Request.Count)
            .Where(repeat => repeat.Habit > 0)
            .Select(repeat => Candidate(situation, repeat));
    }

    private static bool IsDue(Situation situation, CatalogueItem item)
    {
        var last = situation.Belongings.Bought.GetValueOrDefault(item.Id);
        if (last < situation.Now.AddDays(-situation.Policy.HistoryDays))
            return false;
        if (item.IsConsumable)
            return situation.Now >= last.AddDays(situation.RestDays(item));
        return situation.Purchases.GapDays(item.Id) is { } gap && situation.Now >= last.AddDays(gap);
    }

    private static Candidate Candidate(Situation situation, RepeatCandidate repeat)
    {
        Share[] shares = [.. repeat.Taste.Append(new Share(repeat.Item, repeat.Habit)).OrderByDescending(share => share.Score).ThenBy(share => share.Item)];
        // The very variant that was bought, as long as it is in stock.
        var bought = situation.Belongings.Taste.GetValueOrDefault(repeat.Item)?.Item ?? repeat.Item;
        return new Candidate(situation.Find(bought)!, CandidateBasis.Repeat, repeat.Score, shares);
    }
}
