using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Simulation;

/// <summary>One replay of the latest weeks: takes files one by one, and says what each policy would have come to.</summary>
/// <remarks><b>Threads</b>: one at a time. <b>Cost</b>: two decisions a visit and policy at most; some 100 bytes a person and policy.</remarks>
public sealed class SimulationRun
{
    private readonly TenantId _tenant;
    private readonly Shop _shop;
    private readonly CandidatePolicy[] _policies;
    private readonly DateTimeOffset _since;
    private readonly DateTimeOffset _now;
    private readonly List<Tally[]> _people = [];
    private readonly int[] _touched;

    /// <param name="shop">With the policy in force, and a model that knows nothing of the days to be replayed.</param>
    /// <param name="others">Tried beside the policy in force.</param>
    public SimulationRun(TenantId tenant, Shop shop, IReadOnlyList<CandidatePolicy> others, DateTimeOffset since, DateTimeOffset now)
    {
        _shop = shop ?? throw new ArgumentNullException(nameof(shop));
        (_tenant, _since, _now) = (tenant, since, now);
        _policies = [new CandidatePolicy(SimulationReport.InForce, shop.Policy), .. others ?? throw new ArgumentNullException(nameof(others))];
        _touched = new int[_policies.Length];
    }

    /// <summary>People counted so far.</summary>
    public int People => _people.Count;

    /// <summary>Replays a person; who was not there, did not agree to measurement or took nothing new is not counted.</summary>
    public void Add(CustomerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var usable = UsableHistory.Of(file, Purposes.Measurement, _shop.Catalogue, _now).Lines;
        Visit[] visits = [.. Visit.Since(_since, usable, _shop.Catalogue)];
        if (visits.Length == 0)
            return;
        var replays = Array.ConvertAll(_policies, policy => new PersonReplay(_tenant, file, usable, _shop, policy.Policy.On(Surface.Home)));
        _people.Add(Array.ConvertAll(replays, replay => replay.Run(visits)));
        for (var policy = 0; policy < _policies.Length; policy++)
            _touched[policy] += replays[policy].Rows.SequenceEqual(replays[0].Rows) ? 0 : 1;
    }

    public SimulationReport Report()
    {
        if (_people.Count == 0)
            return new SimulationReport(_since, _now, 0, 0, []);
        var draws = new PersonDraws(_people, _policies.Length);
        return new SimulationReport(_since, _now, _people.Count, (int)draws.Whole(0).Rows, [.. _policies.Select((policy, place) => Outcome(policy.Id, place, draws))]);
    }

    private SimulatedOutcome Outcome(string id, int place, PersonDraws draws) => new(
        id,
        draws.Of(place, sum => sum.Personalization),
        draws.Of(place, sum => sum.Privacy),
        draws.Of(place, sum => sum.Relevance),
        draws.Of(place, sum => sum.ExposuresAPerson),
        draws.Gain(place, sum => sum.Personalization),
        draws.Gain(place, sum => sum.Privacy),
        draws.Gain(place, sum => sum.Relevance),
        _touched[place]);
}
