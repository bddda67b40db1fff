using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Model;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    private static readonly ModelSettings Small = new(Neighbours: 12, Support: 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Training_by_increments_gives_the_bytes_of_training_from_nothing(int seed)
    {
        await using var store = await OpenAsync();
        var (clock, shops) = (new MovedClock(Now.AddDays(1)), new Shops());
        shops.Swap(Tenant, shop => shop with { Catalogue = Catalogue });
        var trainer = new ModelTrainer(store.Customers, store.Models, shops, clock, Small);
        var random = new Random(seed);
        await AnythingAsync(store, random, 150);
        Assert.False((await trainer.TrainAsync(Tenant, true, true, CancellationToken.None)).IsIncrement);

        for (var round = 0; round < 8; round++)
        {
            await AnythingAsync(store, random, random.Next(1, 12));
            var increment = await trainer.TrainAsync(Tenant, false, false, CancellationToken.None);

            Assert.True(increment.IsIncrement);
            Assert.Equal(ModelHash.Of(ModelCodec.Write(await FromNothingAsync(store, clock)), ListCodec.Write(shops[Tenant].Lists)), increment.Hash);
        }
    }

    [Fact]
    public async Task A_yes_that_expires_leaves_the_model_though_nothing_was_written()
    {
        await using var store = await OpenAsync();
        var (clock, shops) = (new MovedClock(Now), new Shops());
        shops.Swap(Tenant, shop => shop with { Catalogue = Catalogue });
        for (var customer = 0; customer < 6; customer++)
        {
            await store.Customers.ChooseAsync(Customer(customer), Yes(Purposes.Learning, customer == 0 ? Now.AddDays(-364) : Now.AddDays(-9)));
            await store.Customers.RecordAsync(Bought(Customer(customer), "m", customer % 3));
            await store.Customers.RecordAsync(Bought(Customer(customer), "n", 7 + (customer % 2)));
        }

        var trainer = new ModelTrainer(store.Customers, store.Models, shops, clock, Small);
        Assert.Equal(6, (await trainer.TrainAsync(Tenant, true, true, CancellationToken.None)).Customers);
        clock.Now = Now.AddDays(2);
        var training = await trainer.TrainAsync(Tenant, false, false, CancellationToken.None);

        Assert.Equal((true, 5), (training.IsIncrement, training.Customers));
        Assert.Equal(ModelCodec.Write(await FromNothingAsync(store, clock)), ModelCodec.Write(shops[Tenant].Model));
    }

    [Fact]
    public async Task What_increments_cannot_know_is_trained_from_nothing()
    {
        await using var store = await OpenAsync();
        var (clock, shops) = (new MovedClock(Now), new Shops());
        shops.Swap(Tenant, shop => shop with { Catalogue = Catalogue });
        await AnythingAsync(store, new Random(5), 200);
        var trainer = new ModelTrainer(store.Customers, store.Models, shops, clock, Small);
        Task<TrainingResult> Train() => trainer.TrainAsync(Tenant, false, false, CancellationToken.None);
        Assert.False((await Train()).IsIncrement);
        Assert.True((await Train()).IsIncrement);

        shops.Swap(Tenant, shop => shop with { Catalogue = new ItemCatalogue(Catalogue.Items.Select(item => item.Id == Item(1) ? item with { Class = new TopicClass("S1") } : item)) });
        Assert.False((await Train()).IsIncrement);
        Assert.Equal(-1, shops[Tenant].Model.IndexOf(Item(1)));
        shops.Swap(Tenant, shop => shop with { Catalogue = new ItemCatalogue(shop.Catalogue.Items.Select(item => item with { PriceMinor = 1 })) });
        Assert.True((await Train()).IsIncrement);
        clock.Now = Now.AddDays(20);
        Assert.False((await Train()).IsIncrement);
        Assert.True((await Train()).IsIncrement);

        trainer = new ModelTrainer(store.Customers, store.Models, shops, clock, Small, mostKept: 5);
        Assert.False((await Train()).IsIncrement);
        Assert.False((await Train()).IsIncrement);
    }

    /// <summary>Whatever customers and shops do, in any order.</summary>
    private static async Task AnythingAsync(RapportStore store, Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var customer = Customer(random.Next(25));
            var item = (int)(40 * random.NextDouble() * random.NextDouble());
            var message = $"m{random.Next()}";
            Task done = random.Next(16) switch
            {
                0 => store.Customers.ChooseAsync(customer, Withdrawal(Purposes.Learning)),
                1 => store.Customers.EraseAsync(Tenant, customer, Now.AddDays(-1)),
                2 => store.Customers.RecordAsync(Bought(customer, message, item) with { Kind = EventKind.OrderRefunded, OrderId = null }),
                3 => store.Customers.ChangeAsync(Tenant, customer, file => file.MarkGift(Item(item), isGift: random.Next(2) == 0), CancellationToken.None),
                4 => store.Customers.ChangeAsync(Tenant, customer, file => file.Remove(line => line.Item == Item(item)), CancellationToken.None),
                5 => store.Customers.RecordAsync(Bought(customer, message, item) with { Kind = EventKind.RemovedFromCart }),
                6 => store.Customers.RecordAsync(Bought(customer, message, item) with { Kind = EventKind.AddedToCart }),
                7 or 8 or 9 => store.Customers.ChooseAsync(customer, Yes(Purposes.Learning, Now.AddDays(-60)), Yes(at: Now.AddDays(-60))),
                _ => store.Customers.RecordAsync(Bought(customer, message, item, Now.AddDays(-random.Next(59)))),
            };
            await done;
        }
    }

    private static async Task<ItemItemModel> FromNothingAsync(RapportStore store, TimeProvider clock)
    {
        var contributions = new List<Contribution>();
        await foreach (var file in store.Customers.ReadAllAsync(Tenant, CancellationToken.None))
        {
            if (Contributions.Of(file, Catalogue, clock.GetUtcNow()) is { } contribution)
                contributions.Add(contribution);
        }

        return ModelFit.Fit(contributions, Small, clock.GetUtcNow());
    }

    private sealed class MovedClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
