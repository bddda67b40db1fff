using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Explaining;
using Rapport.Core.Recommendations.Sources;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Answers one question from what may be known about one person now. Pure: same inputs, same answer.</summary>
/// <remarks>The surface's plan names the sources; each offers its candidates, best first, until the slate is full. A search keeps its own results.</remarks>
public static class Recommender
{
    /// <param name="file">The person's file, or null for a stranger.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not 1 to 100.</exception>
    public static Answer Recommend(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now)
    {
        var situation = Understand(request, file, shop, policy, now);
        return AnswerOf(situation, Fill(situation, SurfacePlan.For(request.Surface)));
    }

    /// <summary>Why an item is in the answer to a question, or why not: the same code answers, and is watched for this item.</summary>
    /// <param name="file">A persona, or a person whose permission the caller has; null for a stranger.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not 1 to 100.</exception>
    public static Explanation Explain(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now, ItemId item)
    {
        var situation = Understand(request, file, shop, policy, now);
        var plan = SurfacePlan.For(request.Surface);
        var witness = new Witness(item, situation);
        var answer = AnswerOf(situation, Fill(situation, plan, witness));
        return new Explainer(situation, plan, witness).Explain(answer, file);
    }

    private static Situation Understand(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Count, 100);
        return new Situation(request, file, shop, policy, now);
    }

    private static Answer AnswerOf(Situation situation, Slate slate)
    {
        var items = situation.Request.Surface == Surface.Search ? SearchOrder.Of(situation) : slate.Items;
        // Before it is told what was used: a greeting may use the programme.
        var recognition = situation.Request.Surface == Surface.Home ? Recognition.Of(situation) : null;
        return new Answer(
            items.Count == 0 ? Tier.Popular : items.Min(item => item.Tier),
            items,
            slate.HeldBack,
            slate.Considered,
            situation.Used,
            recognition,
            situation.Rules.All.IsEmpty ? [] : situation.Rules.InForce([.. items.Select(item => situation.Find(item.Item)).OfType<CatalogueItem>()]))
        { NotRead = situation.History.NotRead };
    }

    /// <param name="witness">Watches one item; null where an answer is wanted and nothing else.</param>
    private static Slate Fill(Situation situation, SurfacePlan plan, Witness? witness = null)
    {
        var slate = new Slate(situation, plan);
        foreach (var pin in plan.KeepsOrder ? [] : situation.Rules.Pins)
            slate.Pin(pin);
        var later = new List<(CandidateSource Source, Candidate Candidate)>();
        foreach (var source in plan.Sources.Where(source => !(situation.Request.IsHeldOut && source.IsOfPerson)))
        {
            foreach (var candidate in plan.KeepsOrder ? source.Find(situation) : situation.Rules.Reorder(source.Find(situation)))
            {
                if (slate.IsFull)
                    break;
                var outcome = slate.Offer(candidate);
                witness?.Saw(source, candidate, outcome);
                if (outcome.Fate == Fate.MakerFull)
                    later.Add((source, candidate));
            }

            foreach (var (candidate, rule) in source.Silenced(situation))
                slate.CountSilenced(candidate, rule);
            witness?.Ended(source, slate);
        }

        // Rather more of one maker than an empty slot.
        foreach (var (source, candidate) in later.TakeWhile(_ => !slate.IsFull))
        {
            var outcome = slate.Offer(candidate, ofAnyMaker: true);
            witness?.SawAgain(source, candidate, outcome);
        }

        return slate;
    }
}
