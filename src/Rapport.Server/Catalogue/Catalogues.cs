using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Server.Catalogue;

/// <summary>Keeps each shop's catalogue in memory equal to the stored one.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time, so that an older reading never replaces a newer one.</remarks>
public sealed class Catalogues(ICatalogueStore store, Shops shops) : IDisposable
{
    private readonly Turn _turn = new();

    /// <summary>Adds or replaces items; the next decision sees them.</summary>
    /// <returns>True when an item became sensitive: what was stored of it must go (ground rule 6).</returns>
    public Task<bool> UpsertAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        return _turn.TakeAsync(async () =>
        {
            var before = shops[tenant].Catalogue;
            await store.UpsertAsync(tenant, items, cancellation);
            var after = before.With(items);
            shops.Swap(tenant, shop => shop with { Catalogue = after });
            return items.Any(item => before.Find(item.Id) is { Class.IsSensitive: false } && after.Find(item.Id) is { Class.IsSensitive: true });
        }, cancellation);
    }

    /// <summary>Replaces the quiz; the next visitor is asked it.</summary>
    public Task PutQuizAsync(TenantId tenant, Quiz quiz, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        return _turn.TakeAsync(async () =>
        {
            await store.SaveQuizAsync(tenant, quiz, cancellation);
            return shops.Swap(tenant, shop => shop with { Quiz = quiz });
        }, cancellation);
    }

    /// <summary>Takes the stored catalogue and quiz into the shop.</summary>
    public Task LoadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var catalogue = new ItemCatalogue(await store.ReadAsync(tenant, cancellation));
        var quiz = await store.ReadQuizAsync(tenant, cancellation);
        return shops.Swap(tenant, shop => shop with { Catalogue = catalogue, Quiz = quiz });
    }, cancellation);

    public void Dispose() => _turn.Dispose();
}
