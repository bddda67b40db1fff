using Rapport.Core.Consent;
using Rapport.Core.History;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

/// <summary>What every store keeps to: written once, inherited by each kind of database.</summary>
public abstract partial class StoreContract : IDisposable
{
    private readonly TemporaryHome _home = new();

    private protected TemporaryHome Home => _home;

    /// <summary>The same database at every call.</summary>
    private protected abstract Task<StorageOptions> OptionsAsync(Action<string>? atStep = null, int linesPerSegment = 10_000);

    private protected async Task<RapportStore> OpenAsync(Action<string>? atStep = null, TimeProvider? time = null, int linesPerSegment = 10_000) =>
        await RapportStore.OpenAsync(await OptionsAsync(atStep, linesPerSegment), time ?? TimeProvider.System, CancellationToken.None);

    [Fact]
    public async Task A_completed_change_is_read_back()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());

        Assert.True(await store.Customers.RecordAsync(Bought(customer, "m1", 7)));

        var file = await store.Customers.ReadAsync(customer);
        Assert.Equal([Yes()], file.Ledger.Entries);
        var line = Assert.Single(file.History);
        Assert.Equal((Item(7), Purposes.Recommendations, "order-m1", Now), (line.Item!.Value, line.Purposes, line.OrderId, line.At));
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var customer = Customer(1);
        IReadOnlyList<HistoryLine> written;
        await using (var store = await OpenAsync())
        {
            await store.Customers.ChooseAsync(customer, Yes(), Yes(Purposes.Learning));
            for (var i = 0; i < 10; i++)
                await store.Customers.RecordAsync(Bought(customer, $"m{i}", i));
            written = (await store.Customers.ReadAsync(customer)).History;
        }

        await using var reopened = await OpenAsync();
        var file = await reopened.Customers.ReadAsync(customer);

        Assert.Equal(written, file.History);
        Assert.Equal(2, file.Ledger.Entries.Count);
    }

    [Fact]
    public async Task A_customer_never_seen_has_an_empty_file_and_leaves_no_row()
    {
        await using var store = await OpenAsync();

        var file = await store.Customers.ReadAsync(Customer(1));
        await store.Customers.ChangeAsync(Tenant, Customer(1), _ => 0, CancellationToken.None);

        Assert.Empty(file.History);
        Assert.Equal(0, (await store.Customers.CountAsync(Tenant, CancellationToken.None)).Customers);
    }

    [Fact]
    public async Task Changes_to_one_customer_are_serial()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.Customers.RecordAsync(Bought(customer, $"m{i}", i))));

        var file = await store.Customers.ReadAsync(customer);
        Assert.Equal(200, file.History.Count);
        Assert.Equal(200, file.History.Select(line => line.Item).Distinct().Count());
    }

    [Fact]
    public async Task A_message_is_stored_once_also_after_its_lines_were_deleted()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());

        var stored = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Customers.RecordAsync(Bought(customer, "same", 3))));
        await store.Customers.ChangeAsync(Tenant, customer, file => file.Remove(line => line.Item == Item(3)), CancellationToken.None);
        var again = await store.Customers.RecordAsync(Bought(customer, "same", 3));

        Assert.Single(stored, isStored => isStored);
        Assert.False(again);
        Assert.Empty((await store.Customers.ReadAsync(customer)).History);
    }

    [Fact]
    public async Task A_change_that_throws_fails_alone_and_leaves_nothing()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());

        var changes = Enumerable.Range(0, 30).Select(i => store.Customers.ChangeAsync(Tenant, customer, file =>
        {
            file.TryRecord(Bought(customer, $"m{i}", i));
            return i % 3 == 0 ? throw new InvalidDataException("no") : i;
        }, CancellationToken.None)).ToArray();
        await Task.WhenAll(changes.Select(change => change.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.All(changes.Where((_, i) => i % 3 == 0), change => Assert.IsType<InvalidDataException>(change.Exception!.InnerException));
        Assert.All(changes.Where((_, i) => i % 3 != 0), change => Assert.True(change.IsCompletedSuccessfully));
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i % 3 != 0).Select(Item), (await store.Customers.ReadAsync(customer)).History.Select(line => line.Item!.Value).Order());
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_the_same_customer()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());
        await store.Customers.RecordAsync(Bought(customer, "m1", 7));

        var file = await store.Customers.ReadAsync(customer, OtherTenant);

        Assert.Empty(file.History);
        Assert.Empty(file.Ledger.Entries);
        Assert.Equal(0, (await store.Customers.CountAsync(OtherTenant, CancellationToken.None)).Customers);
        Assert.Empty(await store.Customers.ReadAllAsync(OtherTenant, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Merging_tail_into_body_keeps_every_line_and_its_order()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());
        var expected = new List<int>();
        foreach (var size in (int[])[1, 62, 1, 1, 63, 64, 65, 1, 200, 1])
        {
            var from = expected.Count;
            expected.AddRange(Enumerable.Range(from, size));
            await store.Customers.ChangeAsync(Tenant, customer, file => Enumerable.Range(from, size).Count(i => file.TryRecord(Bought(customer, $"m{i}", i))), CancellationToken.None);

            Assert.Equal(expected.Select(Item), (await store.Customers.ReadAsync(customer)).History.Select(line => line.Item!.Value));
        }

        await store.Customers.ChangeAsync(Tenant, customer, file => file.Remove(line => line.Item!.Value.Value.EndsWith('7')), CancellationToken.None);
        Assert.Equal(expected.Where(i => i % 10 != 7).Select(Item), (await store.Customers.ReadAsync(customer)).History.Select(line => line.Item!.Value));
        await store.Customers.ChangeAsync(Tenant, customer, file => file.Remove(line => line.Item != Item(3)), CancellationToken.None);
        await store.Customers.RecordAsync(Bought(customer, "new", 4));
        Assert.Equal([Item(3), Item(4)], (await store.Customers.ReadAsync(customer)).History.Select(line => line.Item!.Value));
    }

    [Fact]
    public async Task Reading_all_gives_every_file_with_lines_and_no_other()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 450).Select(i => store.Customers.ChooseAsync(Customer(i), Yes())));
        await Task.WhenAll(Enumerable.Range(0, 450).Where(i => i % 2 == 0).Select(i => store.Customers.RecordAsync(Bought(Customer(i), $"m{i}", i))));

        var files = await store.Customers.ReadAllAsync(Tenant, CancellationToken.None).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 450).Where(i => i % 2 == 0).Select(Customer).Select(customer => customer.Value), files.Select(file => file.Customer.Value).Order());
        Assert.All(files, file => Assert.Equal([Yes()], file.Ledger.Entries));
    }

    [Fact]
    public async Task A_choice_comes_back_with_its_part_and_its_circumstances()
    {
        await using var store = await OpenAsync();
        ConsentEntry[] chosen =
        [
            Yes() with { Regime = ConsentRegime.OptOut, Jurisdiction = "US-CA", Signals = PrivacySignals.Gpc, Request = "abc_-" },
            Withdrawal() with { Scope = "topic:Kitchen > Bowls" },
            Yes() with { Scope = "devices", Request = "x" },
        ];
        await store.Customers.ChooseAsync(Customer(1), chosen);
        await store.Customers.RecordAsync(Bought(Customer(1), "m1", 1));

        var file = await store.Customers.ReadAsync(Tenant, Customer(1), CancellationToken.None);

        Assert.Equal(chosen, file.Ledger.Entries);
        Assert.Equal(chosen, (await store.Customers.ReadAllAsync(Tenant, CancellationToken.None).SingleAsync()).Ledger.Entries);
    }

    [Fact]
    public async Task Counts_say_what_is_in_force()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes(), Yes(Purposes.Learning));
        await store.Customers.ChooseAsync(Customer(2), Yes(), Withdrawal());
        await store.Customers.ChooseAsync(Customer(3), Withdrawal(), Yes() with { Scope = "S1" });
        await store.Customers.RecordAsync(Bought(Customer(1), "m1", 1));

        var figures = await store.Customers.CountAsync(Tenant, CancellationToken.None);

        Assert.Equal((3, 1), (figures.Customers, figures.Lines));
        Assert.Equal(1, figures.Granted[Purposes.Recommendations]);
        Assert.Equal(1, figures.Granted[Purposes.Learning]);
        Assert.Equal(2, figures.Refused[Purposes.Recommendations]);
    }

    [Fact]
    public async Task A_cancelled_wait_stores_nothing_or_all()
    {
        await using var store = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Customers.ChangeAsync(Tenant, Customer(1), file => { file.Choose(Yes()); return 0; }, cancelled.Token));

        Assert.Empty((await store.Customers.ReadAsync(Customer(1))).Ledger.Entries);
    }

    public void Dispose()
    {
        _home.Dispose();
        GC.SuppressFinalize(this);
    }
}
