using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Server.Catalogue;

/// <summary>Keeps each shop's catalogue in memory equal to the stored one.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time, so that an older reading never replaces a newer one.</remarks>
public sealed class Catalogues(ICatalogueStore store, Shops shops) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Adds or replaces items; the next decision sees them.</summary>
    public async Task UpsertAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await store.UpsertAsync(tenant, items, cancellation);
            await SwapAsync(tenant, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the stored catalogue into the shop.</summary>
    public async Task LoadAsync(TenantId tenant, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await SwapAsync(tenant, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SwapAsync(TenantId tenant, CancellationToken cancellation)
    {
        var catalogue = new ItemCatalogue(await store.ReadAsync(tenant, cancellation));
        shops.Swap(tenant, shop => shop with { Catalogue = catalogue });
    }
}
