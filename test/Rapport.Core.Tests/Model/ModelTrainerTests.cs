using Microsoft.Extensions.Time.Testing;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ModelTrainerTests
{
    private static readonly TenantId Tenant = new("shop");
    private readonly FakeTimeProvider _time = new(Shoppers.Now);
    private readonly Shops _shops = new();
    private readonly FileCabinet _cabinet = new();
    private readonly Shelf _shelf = new();

    public ModelTrainerTests()
    {
        _shops.Swap(Tenant, shop => shop with
        {
            Catalogue = new ItemCatalogue([.. Enumerable.Range(0, 30).Select(number => new CatalogueItem(Shoppers.Item(number), "Thing", "Kitchen", 100, "EUR")
            {
                Class = number == 29 ? new TopicClass("S1") : TopicClass.Ordinary,
            })]),
        });
        for (var customer = 0; customer < 20; customer++)
            _cabinet.Files.Add(Customer($"c{customer}", customer % 5, 5 + (customer % 5), 29));
    }

    [Fact]
    public async Task A_training_swaps_in_what_it_publishes()
    {
        var result = await Train(refreshLists: true);

        var shop = _shops[Tenant];
        Assert.Equal(result.Hash, shop.ModelHash);
        Assert.Equal(ModelHash.Of(ModelCodec.Write(shop.Model), ListCodec.Write(shop.Lists)), result.Hash);
        Assert.Equal((20, 10, true, Shoppers.Now), (result.Customers, result.Items, result.ListsRefreshed, result.StartedAt));
    }

    [Fact]
    public async Task Sensitive_items_enter_neither_model_nor_lists()
    {
        await Train(refreshLists: true);

        Assert.Equal(-1, _shops[Tenant].Model.IndexOf(Shoppers.Item(29)));
        Assert.DoesNotContain(Shoppers.Item(29), _shops[Tenant].Lists.Popular.ToArray());
    }

    [Fact]
    public async Task Training_again_in_the_same_month_gives_the_same_hash()
    {
        var first = await Train(refreshLists: true);
        _time.Advance(TimeSpan.FromDays(5));
        _cabinet.Files.Reverse();

        Assert.Equal(first.Hash, (await Train(refreshLists: true)).Hash);
    }

    [Fact]
    public async Task Lists_stay_until_the_batch_refreshes_them()
    {
        await Train(refreshLists: true);
        var before = ListCodec.Write(_shops[Tenant].Lists);
        for (var customer = 0; customer < 20; customer++)
            _cabinet.Files.Add(Customer($"new{customer}", 20, 21));

        await Train(refreshLists: false);
        Assert.Equal(before, ListCodec.Write(_shops[Tenant].Lists));
        Assert.NotEqual(-1, _shops[Tenant].Model.IndexOf(Shoppers.Item(20)));

        await Train(refreshLists: true);
        Assert.NotEqual(before, ListCodec.Write(_shops[Tenant].Lists));
    }

    [Fact]
    public async Task A_forgotten_customer_leaves_the_hash_of_a_shop_they_never_entered()
    {
        var without = await Train(refreshLists: true);
        var guest = Customer("guest", 1, 2, 3, 17);

        _cabinet.Files.Add(guest);
        Assert.NotEqual(without.Hash, (await Train(refreshLists: true)).Hash);
        _cabinet.Files.Remove(guest);

        Assert.Equal(without.Hash, (await Train(refreshLists: true)).Hash);
        Assert.True(_shelf.Destroyed);
    }

    [Fact]
    public async Task A_restart_loads_what_was_published()
    {
        var trained = await Train(refreshLists: true);
        var restarted = new Shops();

        Assert.True(await new ModelTrainer(_cabinet, _shelf, restarted, _time).LoadAsync(Tenant, TestContext.Current.CancellationToken));
        Assert.Equal(trained.Hash, restarted[Tenant].ModelHash);
        Assert.Equal(_shops[Tenant].Lists.Popular.ToArray(), restarted[Tenant].Lists.Popular.ToArray());
    }

    [Fact]
    public async Task Nothing_published_or_unreadable_bytes_load_nothing()
    {
        Assert.False(await new ModelTrainer(_cabinet, _shelf, _shops, _time).LoadAsync(Tenant, TestContext.Current.CancellationToken));
        _shelf.Stored = new byte[30];
        Assert.False(await new ModelTrainer(_cabinet, _shelf, _shops, _time).LoadAsync(Tenant, TestContext.Current.CancellationToken));
    }

    private Task<TrainingResult> Train(bool refreshLists) =>
        new ModelTrainer(_cabinet, _shelf, _shops, _time).TrainAsync(Tenant, refreshLists, destroySuperseded: true, TestContext.Current.CancellationToken);

    private static CustomerFile Customer(string id, params int[] items)
    {
        var yes = new ConsentEntry(Purposes.Learning, ConsentChoice.Granted, Shoppers.Now.AddDays(-90), "learning/1", "en", "home", ConsentSource.Customer);
        var lines = items.Select((item, k) => new HistoryLine((ulong)k, EventKind.OrderCompleted, Shoppers.Item(item), Shoppers.Now.AddDays(-9), Purposes.All, Provenance.ObservedHere));
        return new CustomerFile(CustomerId.Known(id), new ConsentLedger([yes]), lines, [], null);
    }

    /// <summary>A store that only holds files to be read.</summary>
    private sealed class FileCabinet : ICustomerStore
    {
        internal List<CustomerFile> Files { get; } = [];

        public IAsyncEnumerable<CustomerFile> ReadAllAsync(TenantId tenant, CancellationToken cancellation) => Files.ToAsyncEnumerable();

        public Task<IReadOnlyList<T>> ReadAllAsync<T>(TenantId tenant, Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation)
        {
            var ranges = new[] { start(), start() };
            for (var i = 0; i < Files.Count; i++)
                add(ranges[i * 2 / Files.Count], Files[i]);
            return Task.FromResult<IReadOnlyList<T>>(ranges);
        }

        public IReadOnlyCollection<CustomerId>? TakeChanged(TenantId tenant) => null;

        public ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<T> ChangeAsync<T>(TenantId tenant, CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, long>> EraseAsync(TenantId tenant, CustomerId customer, DateTimeOffset at) => throw new NotSupportedException();

        public Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation) => throw new NotSupportedException();
    }

    /// <summary>A vault in memory.</summary>
    private sealed class Shelf : IModelVault
    {
        internal byte[]? Stored { get; set; }

        internal bool Destroyed { get; private set; }

        public Task<T?> LoadAsync<T>(TenantId tenant, Func<Stream, T> read, CancellationToken cancellation)
            where T : class
        {
            try
            {
                return Task.FromResult(Stored is { } bytes ? read(new MemoryStream(bytes)) : null);
            }
            catch (InvalidDataException)
            {
                return Task.FromResult<T?>(null);
            }
        }

        public Task<byte[]> SecretAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(Shoppers.Secret);

        public Task SaveAsync(TenantId tenant, Action<Stream> write, bool destroySuperseded, CancellationToken cancellation)
        {
            using var stream = new MemoryStream();
            write(stream);
            (Stored, Destroyed) = (stream.ToArray(), destroySuperseded);
            return Task.CompletedTask;
        }
    }
}
