using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Answers one question from what may be known about one person now. Pure: same inputs, same answer.</summary>
/// <remarks>The surface's plan names the sources; each offers its candidates, best first, until the slate is full.</remarks>
public static class Recommender
{
    /// <param name="file">The person's file, or null for a stranger.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not 1 to 100.</exception>
    public static Answer Recommend(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Count, 100);

        var situation = new Situation(request, file, shop, policy, now);
        var slate = Fill(situation, SurfacePlan.For(request.Surface));
        return new Answer(
            slate.Items.Count == 0 ? Tier.Popular : slate.Items.Min(item => item.Tier),
            slate.Items,
            slate.HeldBack,
            slate.Considered,
            situation.History.Lines.Count > 0 ? Purposes.Recommendations : Purposes.None);
    }

    private static Slate Fill(Situation situation, SurfacePlan plan)
    {
        var slate = new Slate(situation, plan);
        foreach (var source in plan.Sources)
        {
            foreach (var candidate in source.Find(situation))
            {
                if (slate.IsFull)
                    break;
                slate.Offer(candidate);
            }

            foreach (var (candidate, rule) in source.Silenced(situation))
                slate.CountSilenced(candidate, rule);
        }

        return slate;
    }
}
