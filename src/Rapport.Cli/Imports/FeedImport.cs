using System.Diagnostics;
using System.Runtime.InteropServices;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Imports;

/// <summary>Brings a shop's product feed into its catalogue, a few thousand items at a time. Again is an update.</summary>
/// <remarks><b>Cost</b>: the catalogue and one batch in memory, never the feed.</remarks>
internal sealed class FeedImport(OpenHome home, TenantSettings tenant, CancellationToken cancellation)
{
    private const int BatchSize = 5_000;

    private readonly TenantId _tenant = new(tenant.Id);
    private readonly List<CatalogueItem> _batch = new(BatchSize);
    private readonly Dictionary<string, int> _left = [];
    private Dictionary<ItemId, CatalogueItem> _before = [];
    private int _added;
    private int _updated;
    private int _unchanged;
    private bool _becameSensitive;

    /// <param name="isPartial">The file holds only a part of what the shop sells: what is not in it stays as it is.</param>
    /// <param name="reject">Told of each row that was not taken.</param>
    internal async Task<FeedReport> RunAsync(FeedFile feed, bool isPartial, Action<RejectedRow> reject, Stopwatch watch, IProgress<double> progress)
    {
        var reader = new FeedItem(tenant.Currency, home.Clock.GetUtcNow());
        _before = (await home.Store.Catalogue.ReadAsync(_tenant, cancellation)).ToDictionary(item => item.Id);
        var seen = new HashSet<ItemId>(_before.Count);
        var read = 0;
        foreach (var row in feed.Rows())
        {
            if ((read++ & 0xfff) == 0)
                progress.Report(feed.Share);
            Take(row, reader, seen, reject);
            if (_batch.Count >= BatchSize)
                await FlushAsync();
        }

        await FlushAsync();
        var retired = isPartial || !feed.IsWhole || _added + _updated + _unchanged == 0 ? 0 : await RetireAsync(seen);
        var catalogue = await home.TakeCatalogueAsync(_tenant, _becameSensitive, cancellation);
        return new FeedReport(read, _added, _updated, _unchanged, retired, _left, catalogue.Count, catalogue.ProductCount, feed.IsWhole, watch.Elapsed.TotalSeconds);
    }

    private void Take(FeedRow row, FeedItem reader, HashSet<ItemId> seen, Action<RejectedRow> reject)
    {
        var id = FeedItem.IdOf(row);
        var isFirst = id is null || seen.Add(id.Value);
        try
        {
            if (!isFirst)
                throw new BadRowException("twice", $"id '{id}' stands in the feed before");
            var known = id is null ? null : _before.GetValueOrDefault(id.Value);
            Put(reader.Read(row, known), known);
        }
        catch (BadRowException bad)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_left, bad.Code, out _)++;
            reject(new RejectedRow(row.Line, bad.Code, bad.Message, [.. FeedFile.Attributes.Select(name => row[name])]));
        }
    }

    private void Put(CatalogueItem item, CatalogueItem? known)
    {
        if (item == known)
        {
            _unchanged++;
            return;
        }

        var classes = TopicClassifier.Default;
        _becameSensitive |= known is not null && !classes.ClassOf(known).IsSensitive && classes.ClassOf(item).IsSensitive;
        (_added, _updated) = known is null ? (_added + 1, _updated) : (_added, _updated + 1);
        _batch.Add(item);
    }

    private async Task FlushAsync()
    {
        if (_batch.Count > 0)
            await home.Store.Catalogue.UpsertAsync(_tenant, _batch, cancellation);
        _batch.Clear();
    }

    /// <summary>What the feed no longer has is not for sale; histories still name it, so it stays known.</summary>
    private async Task<int> RetireAsync(HashSet<ItemId> seen)
    {
        var retired = 0;
        foreach (var gone in _before.Values.Where(item => item.InStock && !seen.Contains(item.Id)).Chunk(BatchSize))
        {
            await home.Store.Catalogue.UpsertAsync(_tenant, [.. gone.Select(item => item with { InStock = false })], cancellation);
            retired += gone.Length;
        }

        return retired;
    }
}
