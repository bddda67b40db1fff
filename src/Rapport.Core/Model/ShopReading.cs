using System.Collections.Concurrent;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model.Publishing;

namespace Rapport.Core.Model;

/// <summary>One reading of all customer files of a shop, folded into what the fit needs.</summary>
/// <param name="Kept">What each customer gave; null where that would be more than is kept.</param>
internal sealed record ShopReading(LearningRows Rows, BasketRows Baskets, KeptContributions? Kept)
{
    /// <summary>Items that bear the id of a customer: no model may learn them.</summary>
    internal IReadOnlyCollection<ItemId> NamesOfPeople { get; private init; } = [];

    /// <param name="withBaskets">Whether the lists are made too.</param>
    /// <param name="mostKept">How many items taken are kept customer by customer; none are kept when there are more.</param>
    internal static async Task<ShopReading> ReadAsync(
        ICustomerStore store, TenantId tenant, ItemCatalogue catalogue, ModelSettings settings, DateTimeOffset now, bool withBaskets, long mostKept, CancellationToken cancellation)
    {
        var events = 0L;
        var names = new ConcurrentBag<ItemId>();
        var folds = await store.ReadAllAsync(
            tenant,
            () => new Fold(new ContributionRows(settings, now, withBaskets), new KeptContributions()),
            (fold, file) =>
            {
                var contribution = Contributions.Of(file, catalogue, now);
                if (contribution is not null)
                    fold.Rows.Add(contribution);
                if (PublicationGate.IsNameOf(file.Customer, catalogue))
                    names.Add(new ItemId(file.Customer.Value));
                if (Interlocked.Add(ref events, contribution?.Items.Count ?? 0) <= mostKept)
                    fold.Kept.Keep(file.Customer, contribution, Contributions.ChangesAt(file, now));
            },
            cancellation);

        var kept = events <= mostKept ? folds[0].Kept : null;
        foreach (var fold in folds.Skip(1))
            kept?.Join(fold.Kept);
        var (rows, baskets) = ContributionRows.Merge([.. folds.Select(fold => fold.Rows)], settings, now);
        return new ShopReading(rows, baskets, kept) { NamesOfPeople = names };
    }

    private sealed record Fold(ContributionRows Rows, KeptContributions Kept);
}
