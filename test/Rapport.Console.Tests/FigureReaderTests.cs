using Rapport.Console.Figures;

namespace Rapport.Console.Tests;

public sealed class FigureReaderTests : IAsyncLifetime
{
    private OpenShop _shop = null!;
    private FigureReader _reader = null!;
    private int _readings;
    private bool _isBroken;

    public async ValueTask InitializeAsync()
    {
        _shop = await OpenShop.OpenAsync(TestContext.Current.CancellationToken);
        var options = new ConsoleOptions
        {
            EntrantOfKey = _shop.Options.EntrantOfKey,
            MayNow = _shop.Options.MayNow,
            Tenants = _shop.Options.Tenants,
            Checks = _ =>
            {
                Interlocked.Increment(ref _readings);
                return _isBroken ? throw new InvalidOperationException("The check broke.") : Task.FromResult<IReadOnlyList<ConsoleCheck>>([]);
            },
        };
        _reader = new FigureReader(_shop.Figures, _shop.Shops, _shop.Store.Customers, _shop.Store.Decisions, _shop.Store.Receipts, options, _shop.Clock);
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Many_pages_at_once_cost_one_reading()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _reader.ReadAsync(OpenShop.Tenant)));

        Assert.All(pages, page => Assert.Same(pages[0], page));
        Assert.Equal(1, _readings);

        _shop.Clock.Advance(FigureReader.FreshFor);
        Assert.NotSame(pages[0], await _reader.ReadAsync(OpenShop.Tenant));
        Assert.Equal(2, _readings);
    }

    [Fact]
    public async Task A_broken_reading_is_not_kept()
    {
        _isBroken = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _reader.ReadAsync(OpenShop.Tenant));

        _isBroken = false;
        Assert.Equal(1, (await _reader.ReadAsync(OpenShop.Tenant)).Store!.Customers);
    }

    [Fact]
    public async Task Figures_are_counts_of_what_happened()
    {
        var figures = await _reader.ReadAsync(OpenShop.Tenant);

        Assert.Equal((1, 1, 1, 1, 3), (figures.Live.Stored, figures.Refused, figures.Decisions, figures.LogLines, figures.Dropped));
        Assert.Equal("erasure", Assert.Single(figures.Pending!).Kind);
    }
}
