using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Boundary;

/// <summary>Looks into the store for what the public page says is not there.</summary>
/// <remarks>Tables are looked at whole; of files, the first of the order of keyed hashes, which is an order by chance.</remarks>
internal sealed class StorageCheck(RapportStore store, RapportSettings settings, TimeProvider clock)
{
    private const int MostCustomers = 5_000;

    private static readonly HashSet<EventKind> Stated = [EventKind.Hidden, EventKind.QuizAnswered, EventKind.ExcludedFromTaste, EventKind.StrengthChosen];

    /// <exception cref="FactsDoNotHoldException">Something is there that the page says is not.</exception>
    public async Task<StorageFacts> RunAsync(Tenant tenant, CancellationToken cancellation)
    {
        if (NeverCollected.Broken() is [var field, ..])
            throw new FactsDoNotHoldException($"the allow-list lets '{field}' in");
        if (await store.ReadForeignColumnsAsync(cancellation) is [var column, ..])
            throw new FactsDoNotHoldException($"the store has a column {column} that Rapport did not make");
        var (customers, lines, before) = (0, 0L, 0L);
        await foreach (var file in store.Customers.ReadAllAsync(tenant.Id, cancellation))
        {
            if (customers++ == MostCustomers)
                break;
            foreach (var line in file.History)
            {
                if (Disallowed(line) is { } found)
                    throw new FactsDoNotHoldException($"history has {found}");
                lines++;
                before += SignalCatalogue.Of(line.Kind) is { } signal && !tenant.Switches.Keeps(signal) ? 1 : 0;
            }
        }

        return new StorageFacts(settings.Store, clock.GetUtcNow(), Math.Min(customers, MostCustomers), lines, before);
    }

    /// <summary>What of a line no shop may keep; null for nothing. Never its content.</summary>
    private static string? Disallowed(HistoryLine line)
    {
        var signal = SignalCatalogue.Of(line.Kind);
        if (signal is null && !Stated.Contains(line.Kind))
            return $"a kind of event that nobody knows ({(int)line.Kind})";
        if (line.Provenance is Provenance.None or Provenance.External)
            return $"a line of {line.Kind} from elsewhere";
        if (line.Purposes == Purposes.None || (signal is not null && (line.Purposes & ~SignalUses.MostOf(signal)) != Purposes.None))
            return $"a line of {line.Kind} kept for what it may not be kept for";
        bool Has(string field) => signal is null || signal.Fields.Any(known => known.Id == field);
        if (line.OrderId is not null && !Has("order_id"))
            return $"an order number in {line.Kind}";
        if (line.PriceMinor != 0 && !Has("price"))
            return $"a price in {line.Kind}";
        return line.Text is not null && line.Item is not null && signal is not null ? $"a text in {line.Kind}" : null;
    }
}
