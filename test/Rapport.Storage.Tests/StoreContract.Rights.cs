using Rapport.Core.Consent;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Erasing_removes_everything_and_says_how_much()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes(), Yes(Purposes.Learning));
        for (var i = 0; i < 3; i++)
            await store.Customers.RecordAsync(Bought(customer, $"m{i}", i));
        Assert.True(store.Decisions.TryAppend(Decision(customer, 1)));

        var removed = await store.Customers.EraseAsync(Tenant, customer, Now);

        Assert.Equal((3, 2, 1), (removed["history"], removed["consents"], removed["decisions"]));
        var file = await store.Customers.ReadAsync(customer);
        Assert.Empty(file.History);
        Assert.Empty(file.Ledger.Entries);
        Assert.Equal(Now, file.ErasedAt);
        Assert.Equal(0, (await store.Customers.CountAsync(Tenant, CancellationToken.None)).Customers);
        Assert.Equal(1, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_decision_in_flight_while_its_customer_withdraws_or_is_erased_keeps_nothing_of_her()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        await store.Customers.ChooseAsync(Customer(2), Yes());
        await store.Customers.ChooseAsync(Customer(3), Yes());

        // All three were asked about and read; then one withdraws and one is erased and comes back; then the answers are written down.
        var readAt = store.Decisions.Moment;
        await store.Customers.ChooseAsync(Customer(1), Withdrawal());
        await store.Decisions.EraseAsync(Tenant, Customer(1), CancellationToken.None);
        await store.Customers.EraseAsync(Tenant, Customer(2), Now);
        await store.Customers.ChooseAsync(Customer(2), Yes(at: Now.AddMinutes(1)));
        for (var customer = 1; customer <= 3; customer++)
            Assert.True(store.Decisions.TryAppend(Decision(Customer(customer), customer), readAt));
        await store.Decisions.FlushAsync(CancellationToken.None);

        Assert.Empty(await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
        Assert.Empty(await store.Decisions.ReadAsync(Tenant, Customer(2), 10, CancellationToken.None));
        Assert.Single(await store.Decisions.ReadAsync(Tenant, Customer(3), 10, CancellationToken.None));
        Assert.Equal(3, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
        Assert.True(store.Decisions.TryAppend(Decision(Customer(2), 4), store.Decisions.Moment));
        await store.Decisions.FlushAsync(CancellationToken.None);
        Assert.Single(await store.Decisions.ReadAsync(Tenant, Customer(2), 10, CancellationToken.None));
    }

    [Fact]
    public async Task An_erasure_in_the_middle_of_reading_all_does_not_stop_the_reading()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await store.Customers.ChooseAsync(Customer(i), Yes());
            await store.Customers.RecordAsync(Bought(Customer(i), "m", i));
        }

        var read = new List<Core.Events.CustomerId>();
        await foreach (var file in store.Customers.ReadAllAsync(Tenant, CancellationToken.None))
        {
            read.Add(file.Customer);
            foreach (var other in Enumerable.Range(0, 5).Select(Customer).Where(other => read.Count == 1 && other != file.Customer).Take(2))
                await store.Customers.EraseAsync(Tenant, other, Now);
        }

        Assert.Equal(3, read.Count);
    }

    [Fact]
    public async Task A_customer_who_comes_back_starts_anew_and_late_events_stay_out()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes(at: Now.AddDays(-2)));
        await store.Customers.RecordAsync(Bought(customer, "old", 1, Now.AddDays(-1)));
        await store.Customers.EraseAsync(Tenant, customer, Now);

        await store.Customers.ChooseAsync(customer, Yes(at: Now.AddDays(-2)), Yes(at: Now.AddMinutes(1)));
        var late = await store.Customers.RecordAsync(Bought(customer, "late", 2, Now.AddHours(-1)));
        var fresh = await store.Customers.RecordAsync(Bought(customer, "fresh", 3, Now.AddMinutes(2)));

        Assert.False(late);
        Assert.True(fresh);
        Assert.Equal(Item(3), Assert.Single((await store.Customers.ReadAsync(customer)).History).Item);
    }

    [Theory]
    [InlineData("erase:removed")]
    [InlineData("erase:key-destroyed")]
    [InlineData("erase:decisions-removed")]
    public async Task An_erasure_cut_off_at_any_step_is_finished_at_the_next_start(string crashAt)
    {
        var customer = Customer(1);
        await using (var store = await OpenAsync(step => { if (step == crashAt) throw new TimeoutException(); }))
        {
            await store.Customers.ChooseAsync(customer, Yes());
            await store.Customers.RecordAsync(Bought(customer, "m1", 1));
            Assert.True(store.Decisions.TryAppend(Decision(customer, 1)));
            await store.Decisions.FlushAsync(CancellationToken.None);
            await Assert.ThrowsAsync<TimeoutException>(() => store.Customers.EraseAsync(Tenant, customer, Now));
            Assert.Empty((await store.Customers.ReadAsync(customer)).History);
        }

        await using (var resumed = await OpenAsync())
        {
            Assert.Empty((await resumed.Customers.ReadAsync(customer)).History);
            Assert.Empty(await resumed.Decisions.ReadAsync(Tenant, customer, 10, CancellationToken.None));
            await resumed.Customers.ChooseAsync(customer, Yes(at: Now.AddMinutes(1)));
            Assert.True(await resumed.Customers.RecordAsync(Bought(customer, "m2", 2, Now.AddMinutes(2))));
            Assert.Empty(await resumed.Decisions.ReadAsync(Tenant, customer, 10, CancellationToken.None));
        }

        await using var again = await OpenAsync();
        Assert.Equal(Item(2), Assert.Single((await again.Customers.ReadAsync(customer)).History).Item);
    }

    [Fact]
    public async Task A_customer_who_comes_back_while_an_erasure_is_cut_off_gets_a_new_key_that_lasts()
    {
        var customer = Customer(1);
        await using (var store = await OpenAsync(step => { if (step == "erase:removed") throw new TimeoutException(); }))
        {
            await store.Customers.ChooseAsync(customer, Yes());
            await Assert.ThrowsAsync<TimeoutException>(() => store.Customers.EraseAsync(Tenant, customer, Now));
            await store.Customers.ChooseAsync(customer, Yes(at: Now.AddMinutes(1)));
            Assert.True(await store.Customers.RecordAsync(Bought(customer, "m2", 2, Now.AddMinutes(2))));
        }

        await using var again = await OpenAsync();
        Assert.Equal(Item(2), Assert.Single((await again.Customers.ReadAsync(customer)).History).Item);
    }

    [Fact]
    public async Task Erasing_while_changes_run_leaves_nothing_from_before()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes(at: Now.AddDays(-1)));

        var changes = Enumerable.Range(0, 200).Select(i => store.Customers.RecordAsync(Bought(customer, $"m{i}", i, Now.AddMinutes(-1)))).ToArray();
        var erasures = Enumerable.Range(0, 3).Select(_ => store.Customers.EraseAsync(Tenant, customer, Now)).ToArray();
        await Task.WhenAll(changes);
        await Task.WhenAll(erasures);

        Assert.Empty((await store.Customers.ReadAsync(customer)).History);
        Assert.Empty(await store.Customers.ReadAllAsync(Tenant, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Nothing_is_stored_after_an_acknowledged_withdrawal()
    {
        await using var store = await OpenAsync();
        var random = new Random(20261123);

        for (var round = 0; round < 15; round++)
        {
            var customer = Customer(round);
            await store.Customers.ChooseAsync(customer, Yes(at: Now.AddHours(-1)));
            var clock = 0;
            var withdrawnAt = int.MaxValue;
            var stored = new List<int>();
            // Events keep coming from many tasks; each remembers whether it began after the withdrawal was acknowledged.
            var events = Enumerable.Range(0, 60).Select(async i =>
            {
                for (var spin = random.Next(4); spin > 0; spin--)
                    await Task.Yield();
                var begun = Interlocked.Increment(ref clock);
                if (await store.Customers.RecordAsync(Bought(customer, $"m{i}", i)))
                {
                    lock (stored)
                        stored.Add(begun);
                }
            }).ToList();
            var withdrawal = Task.Run(async () =>
            {
                await store.Customers.ChooseAsync(customer, Withdrawal());
                Volatile.Write(ref withdrawnAt, Interlocked.Increment(ref clock));
            });
            events.Add(Task.Run(async () =>
            {
                await withdrawal;
                var late = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => store.Customers.RecordAsync(Bought(customer, $"late{i}", i))));
                Assert.All(late, Assert.False);
            }));
            await Task.WhenAll(events);
            await withdrawal;

            Assert.All(stored, begun => Assert.True(begun < withdrawnAt));
            Assert.Empty((await store.Customers.ReadAsync(customer)).History);
        }
    }
}
