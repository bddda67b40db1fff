using Rapport.Core.History;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public async Task A_full_disk_loses_nothing_acknowledged_and_says_so()
    {
        var acknowledged = new List<int>();
        await using (var store = await OpenAsync(maxPages: 26))
        {
            for (var i = 0; i < 400; i += 20)
            {
                var batch = Enumerable.Range(i, 20).Select(n => (Number: n, Task: store.Customers.ChooseAsync(Customer(n), Yes()))).ToList();
                foreach (var (number, task) in batch)
                {
                    try
                    {
                        await task;
                        acknowledged.Add(number);
                    }
                    catch (StoreUnavailableException)
                    {
                        Assert.False(store.Health.StoreAvailable);
                    }
                }
            }

            Assert.InRange(acknowledged.Count, 20, 380);
            foreach (var number in acknowledged)
                Assert.Single((await store.Customers.ReadAsync(Customer(number))).Ledger.Entries);
        }

        await using var roomy = await OpenAsync(maxPages: null);
        Assert.Equal(acknowledged.Count, (await roomy.Customers.CountAsync(Tenant, CancellationToken.None)).Customers);
        await roomy.Customers.ChooseAsync(Customer(9_999), Yes());
        Assert.True(roomy.Health.StoreAvailable);
        foreach (var number in acknowledged)
            Assert.Single((await roomy.Customers.ReadAsync(Customer(number))).Ledger.Entries);
    }

    [Fact]
    public async Task A_log_without_room_takes_no_more_lines_and_the_chain_holds()
    {
        await using (var store = await RapportStore.OpenAsync(new StorageOptions { Home = _home.Folder, MaxLogPages = 30 }, TimeProvider.System, CancellationToken.None))
        {
            await store.Customers.ChooseAsync(Customer(1), Yes());
            var deadline = Environment.TickCount64 + 20_000;
            for (var i = 0; store.Health.DecisionLogAvailable && Environment.TickCount64 < deadline; i++)
            {
                store.Decisions.TryAppend(Decision(Customer(1), i));
                await Task.Yield();
            }

            Assert.False(store.Health.DecisionLogAvailable);
            Assert.False(store.Decisions.TryAppend(Decision(Customer(1), 0)));
        }

        await using var again = await OpenAsync(maxPages: null);
        Assert.True(again.Decisions.TryAppend(Decision(Customer(1), 1)));
        Assert.Null(await again.Decisions.VerifyAsync(CancellationToken.None));
    }

    public void Dispose() => _home.Dispose();

    private Task<RapportStore> OpenAsync(long? maxPages) =>
        RapportStore.OpenAsync(new StorageOptions { Home = _home.Folder, MaxPages = maxPages }, TimeProvider.System, CancellationToken.None);
}
