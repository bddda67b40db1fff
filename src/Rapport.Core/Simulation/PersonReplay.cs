using Rapport.Core.Balance.Facts;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Simulation;

/// <summary>Goes through the visits of one person again under one policy, at the clock of then: what would have been shown, and was it right?</summary>
/// <remarks>What the policy would have shown sets the pace of what it shows next; what was really shown does not count.</remarks>
internal sealed class PersonReplay(TenantId tenant, CustomerFile file, IReadOnlyList<HistoryLine> usable, Shop shop, TactPolicy policy)
{
    private const int Slots = 10;

    private readonly List<HistoryLine> _shown = [];

    /// <summary>The rows, each as the ids in their order: two policies with the same rows did not touch the person.</summary>
    public List<string> Rows { get; } = [];

    public Tally Run(IReadOnlyList<Visit> visits)
    {
        var sum = default(Tally);
        foreach (var visit in visits)
            sum += Run(visit);
        return sum with { People = 1, Reached = sum.Reached > 0 ? 1 : 0 };
    }

    private Tally Run(Visit visit)
    {
        var (sum, exposed, breached) = (default(Tally), new HashSet<string>(), new HashSet<string>());
        foreach (var (at, taken) in visit.Moments)
        {
            var then = new CustomerFile(file.Customer, file.Ledger, usable.Where(line => line.At < at).Concat(_shown), [], erasedAt: null);
            var answer = Ask(file.Customer, then, at);
            Rows.Add(string.Join('\n', answer.Items.Select(item => item.Item.Value)));
            sum += Judge(answer, Ask(null, null, at), taken);
            sum += Source(answer, Yardstick(then, at), exposed, breached);
            _shown.AddRange(answer.Items.Where(IsPersonal).Select(item => Shown(item.Item, at)));
        }

        return sum with { Exposures = exposed.Count, Breaches = breached.Count };
    }

    private Answer Ask(CustomerId? customer, CustomerFile? then, DateTimeOffset at) =>
        Recommender.Recommend(new DecisionRequest(tenant, Surface.Home, customer, null, [], null, [], [], Slots, "en"), then, shop, policy, at);

    private Tally Judge(Answer answer, Answer popular, HashSet<ItemId> taken) => default(Tally) with
    {
        Rows = 1,
        Worth = DecisionFact.WorthOf(answer.Tier),
        Reached = answer.Tier is Tier.Person or Tier.Session or Tier.Context ? 1 : 0,
        Met = answer.Items.Any(item => taken.Contains(shop.Catalogue.ProductOf(item.Item))) ? 1 : 0,
        Served = Ndcg(answer, taken),
        Popular = Ndcg(popular, taken),
    };

    /// <summary>What the balanced policy says of each personal item, and how good its source is.</summary>
    private Tally Source(Answer answer, (TopicEvidence Evidence, Pace Pace) balanced, HashSet<string> exposed, HashSet<string> breached)
    {
        var (personal, quality, steps) = (0, 0.0, 0);
        foreach (var shown in answer.Items.Where(IsPersonal))
        {
            var item = shop.Catalogue.Find(shown.Item)!;
            var isStep = !balanced.Evidence.Knows(item.Topic);
            personal++;
            steps += isStep ? 1 : 0;
            quality += isStep ? (item.Class.IsDelicate ? 0 : 0.4) : shown.Reason.Source == "stated" ? 1 : 0.8;
            exposed.Add(item.Topic.Name);
            var rests = shown.Reason.Evidence.Any(evidence => evidence.Item is { } id && shop.Catalogue.Find(id) is { } known && balanced.Evidence.Standing(known) != TopicStanding.None);
            if (!rests || balanced.Pace.ExposuresOf(item.Topic) >= TactPolicy.Default.TopicExposures || steps > Slots * TactPolicy.Default.HopShare)
                breached.Add(item.Topic.Name);
        }

        return default(Tally) with { Personal = personal, Quality = quality };
    }

    private (TopicEvidence Evidence, Pace Pace) Yardstick(CustomerFile then, DateTimeOffset at)
    {
        var history = UsableHistory.Of(then, Purposes.Recommendations, shop.Catalogue, at);
        return (new TopicEvidence(history, shop.Catalogue, TactPolicy.Default, at), Pace.Of(history, shop.Catalogue, TactPolicy.Default, at));
    }

    private HistoryLine Shown(ItemId item, DateTimeOffset at) => new((ulong)_shown.Count, EventKind.Shown, item, at, Purposes.Recommendations, Provenance.ObservedHere);

    /// <summary>Chosen with the person's own history.</summary>
    private static bool IsPersonal(Recommendation item) => item is { Tier: Tier.Person or Tier.Session, Reason.Purpose: not Purposes.None };

    private double Ndcg(Answer answer, HashSet<ItemId> taken)
    {
        var (sum, best) = (0.0, 0.0);
        for (var place = 0; place < Slots; place++)
        {
            if (place < answer.Items.Count && taken.Contains(shop.Catalogue.ProductOf(answer.Items[place].Item)))
                sum += 1 / Math.Log2(place + 2);
            if (place < taken.Count)
                best += 1 / Math.Log2(place + 2);
        }

        return sum / best;
    }
}
