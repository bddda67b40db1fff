using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;

namespace Rapport.Core;

/// <summary>Reads what came of decisions, person by person, for those who agreed to measurement: experiments, second purchases, how welcome suggestions are.</summary>
/// <remarks><b>Cost</b>: one walk over all files; for an experiment, also the decisions of those who take part. <b>Threads</b>: safe.</remarks>
public sealed class OutcomeReader(ICustomerStore customers, IDecisionLog log, Shops shops, TimeProvider clock)
{
    /// <summary>How far back the decisions of one customer are read.</summary>
    private const int MostDecisions = 5_000;

    /// <summary>What an experiment shows so far.</summary>
    /// <exception cref="StoreUnavailableException">Store or log are away.</exception>
    public async Task<ExperimentResult> ReadAsync(TenantId tenant, Experiment experiment, CancellationToken cancellation)
    {
        var (now, shop) = (clock.GetUtcNow(), shops[tenant]);
        var participants = new List<Participant>();
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            if (!file.Ledger.Allows(Purposes.Measurement, now))
                continue;
            var answers = await log.ReadAsync(tenant, file.Customer, MostDecisions, cancellation).ConfigureAwait(false);
            if (Participant.Of(experiment, shop.Experiments.ArmOf(experiment, file.Customer), file, answers, shop.Catalogue, now) is { } participant)
                participants.Add(participant);
        }

        return ExperimentResult.Of(experiment, participants);
    }

    /// <summary>Who bought when, and how welcome suggestions are.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<(IReadOnlyList<Buyer> Buyers, Welcome Welcome)> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var (now, catalogue) = (clock.GetUtcNow(), shops[tenant].Catalogue);
        var buyers = new List<Buyer>();
        var welcome = new Welcome(0, 0, 0, 0);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var usable = MeasuredHistory.Of(file, catalogue, now);
            if (Buyer.Of(file.Ledger, usable) is { } buyer)
                buyers.Add(buyer);
            welcome = welcome.With(Welcome.Of(usable));
        }

        return (buyers, welcome);
    }
}
