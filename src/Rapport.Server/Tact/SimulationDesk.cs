using Rapport.Core.Events;
using Rapport.Core.Simulation;
using Rapport.Server.Catalogue;

namespace Rapport.Server.Tact;

/// <summary>Runs simulations, one at a time: they cost processor time that real questions need.</summary>
internal sealed class SimulationDesk(Simulator simulator) : IDisposable
{
    private const int MostPeople = 2_000;

    private readonly Turn _turn = new();

    public Task<SimulationReport> RunAsync(TenantId tenant, IReadOnlyList<CandidatePolicy> candidates, int days, CancellationToken cancellation) =>
        _turn.TakeAsync(() => simulator.RunAsync(tenant, candidates, days, MostPeople, cancellation), cancellation);

    public void Dispose() => _turn.Dispose();
}
