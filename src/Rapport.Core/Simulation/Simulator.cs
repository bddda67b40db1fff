using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Core.Simulation;

/// <summary>Replays the latest weeks of a shop under other policies: what would be gained and lost, before anything is changed.</summary>
/// <remarks>
/// <para>Every visit of those who agreed to measurement is gone through again at the clock of then, by the code that answers real questions; the model knows only
/// what came before the first of these days. The row is that of the home page; mail is not simulated.</para>
/// <para><b>Order and determinism</b>: same files, policies and clock, same report. <b>Cost</b>: one training, and what <see cref="SimulationRun"/> costs.</para>
/// </remarks>
public sealed class Simulator(ICustomerStore customers, Shops shops, TimeProvider clock)
{
    public const int DefaultDays = 28;

    /// <param name="others">Tried beside the policy in force.</param>
    /// <param name="mostPeople">The first so many with visits, in the order of their keyed hash, which is an order by chance.</param>
    public async Task<SimulationReport> RunAsync(TenantId tenant, IReadOnlyList<CandidatePolicy> others, int days, int mostPeople, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-days);
        var run = new SimulationRun(tenant, await AsOfAsync(tenant, shops[tenant], since, cancellation).ConfigureAwait(false), others, since, now);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            if (run.People >= mostPeople)
                break;
            run.Add(file);
        }

        return run.Report();
    }

    /// <summary>The shop with a model that knows nothing of the days to be replayed.</summary>
    private async Task<Shop> AsOfAsync(TenantId tenant, Shop shop, DateTimeOffset since, CancellationToken cancellation)
    {
        var learned = new List<Contribution>();
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var past = new CustomerFile(file.Customer, file.Ledger, file.History.Where(line => line.At < since), [], erasedAt: null);
            if (Contributions.Of(past, shop.Catalogue, since) is { } contribution)
                learned.Add(contribution);
        }

        return await Task.Run(() => Of(shop, learned, since), cancellation).ConfigureAwait(false);
    }

    private static Shop Of(Shop shop, List<Contribution> learned, DateTimeOffset since)
    {
        var settings = shop.Model.ItemCount > 0 ? shop.Model.Settings : new ModelSettings();
        // The lists of a replay are shown to nobody: the secret that veils their order guards nothing here.
        return shop with { Model = ModelFit.Fit(learned, settings, since), Lists = ContextListsFit.Fit(learned, settings, since, new byte[32]) };
    }
}
