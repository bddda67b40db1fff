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
