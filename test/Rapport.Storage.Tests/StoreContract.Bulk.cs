using Rapport.Core.Events;
using Rapport.Core.History;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Customers_seeded_in_bulk_are_read_changed_and_erased_like_any_other()
    {
        await using var store = await OpenAsync();
        var lines = await SeedAsync(store, 300);

        Assert.Equal(Enumerable.Range(0, 300).Sum(LinesOf), lines);
        var figures = await store.Customers.CountAsync(Tenant, CancellationToken.None);
        Assert.Equal((300, lines), (figures.Customers, figures.Lines));
        var file = await store.Customers.ReadAsync(Customer(123));
        Assert.Equal((Yes(), LinesOf(123)), (Assert.Single(file.Ledger.Entries), file.History.Count));

        Assert.True(await store.Customers.RecordAsync(Bought(Customer(123), "later", 7)));
        Assert.Equal(LinesOf(123) + 1, (await store.Customers.ReadAsync(Customer(123))).History.Count);
        Assert.Equal(LinesOf(124), (await store.Customers.EraseAsync(Tenant, Customer(124), Now))["history"]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SeedAsync(store, 1));
    }

    [Fact]
    public async Task Ranges_read_at_once_hold_every_file_once_and_in_order()
    {
        await using var store = await OpenAsync();
        await SeedAsync(store, 1_300);
        await store.Customers.ChooseAsync(Customer(5_000), Yes());

        var ranges = await store.Customers.ReadAllAsync<List<CustomerFile>>(Tenant, () => [], (range, file) => range.Add(file), CancellationToken.None);

        var oneByOne = await store.Customers.ReadAllAsync(Tenant, CancellationToken.None).ToListAsync();
        Assert.Equal(1_300, oneByOne.Count);
        Assert.Equal(oneByOne.Select(file => file.Customer), ranges.SelectMany(range => range).Select(file => file.Customer));
        Assert.All(ranges.SelectMany(range => range), file => Assert.Equal((Yes(), LinesOf(NumberOf(file.Customer))), (Assert.Single(file.Ledger.Entries), file.History.Count)));
        Assert.Equal(Math.Clamp(Environment.ProcessorCount, 1, 8), ranges.Count);
    }

    [Fact]
    public async Task What_a_reader_of_ranges_throws_is_what_the_caller_hears()
    {
        await using var store = await OpenAsync();
        await SeedAsync(store, 50);

        await Assert.ThrowsAsync<TimeoutException>(() => store.Customers.ReadAllAsync(Tenant, () => 0, (_, _) => throw new TimeoutException(), CancellationToken.None));
    }

    [Fact]
    public async Task Who_changed_is_known_from_the_first_question_on()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        await store.Customers.ChooseAsync(Customer(2), Yes());

        Assert.Null(store.Customers.TakeChanged(Tenant));
        Assert.Empty(store.Customers.TakeChanged(Tenant)!);
        await store.Customers.RecordAsync(Bought(Customer(1), "m1", 7));
        await store.Customers.RecordAsync(Bought(Customer(1), "m2", 8));
        await store.Customers.ReadAsync(Customer(2));
        await store.Customers.ChangeAsync(Tenant, Customer(2), _ => 0, CancellationToken.None);
        Assert.Equal([Customer(1)], store.Customers.TakeChanged(Tenant)!);
        await store.Customers.EraseAsync(Tenant, Customer(2), Now);
        Assert.Equal([Customer(2)], store.Customers.TakeChanged(Tenant)!);
        Assert.Null(store.Customers.TakeChanged(OtherTenant));
    }

    private static int NumberOf(CustomerId customer) => int.Parse(customer.Value.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static Task<long> SeedAsync(RapportStore store, int count) => store.SeedAsync(Tenant, count, Customer, Fill, new Progress<double>(), CancellationToken.None);

    /// <summary>Some files fit the tail, some need a body.</summary>
    private static int LinesOf(int customer) => 1 + (customer % 100);

    private static void Fill(CustomerFile file, int customer)
    {
        file.Choose(Yes());
        for (var i = 0; i < LinesOf(customer); i++)
            file.TryRecord(Bought(file.Customer, $"m{i}", i));
    }
}
