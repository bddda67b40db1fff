using System.Diagnostics;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    /// <summary>Runs SQL on the table of decisions, as somebody with the database but not the program would.</summary>
    private protected abstract Task TamperAsync(string sql);

    [Fact]
    public async Task A_logged_decision_is_read_back_by_its_customer_newest_first()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), 1)));
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), 2, Now.AddMinutes(1))));
        Assert.True(store.Decisions.TryAppend(Decision(null, 3)));
        await store.Decisions.FlushAsync(CancellationToken.None);

        var read = await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None);

        Assert.Equal(["decision-00000002", "decision-00000001"], read.Select(decision => decision.Id));
        Assert.Equal(("home", "person", Now.AddMinutes(1)), (read[0].Surface, read[0].Tier, read[0].At));
        Assert.Equal((12, Item(2).Value), (read[0].Items.Count, read[0].Items[0]));
        Assert.Equal(["T3=2"], read[0].HeldBack);
        Assert.Equal(["recommendations"], read[0].Uses);
        Assert.Single(await store.Decisions.ReadAsync(Tenant, Customer(1), 1, CancellationToken.None));
        Assert.Equal(3, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
    }

    [Fact]
    public async Task A_customers_decisions_are_found_and_erased_in_closed_segments_and_in_the_open_one()
    {
        await using var store = await OpenAsync(linesPerSegment: 4);
        await store.Customers.ChooseAsync(Customer(1), Yes());
        await store.Customers.ChooseAsync(Customer(2), Yes());
        for (var line = 1; line <= 10; line++)
            Assert.True(store.Decisions.TryAppend(Decision(Customer(1 + (line % 2)), line, Now.AddMinutes(line))));
        await store.Decisions.FlushAsync(CancellationToken.None);

        var read = await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None);
        Assert.Equal(["decision-00000010", "decision-00000008", "decision-00000006", "decision-00000004", "decision-00000002"], read.Select(decision => decision.Id));

        Assert.Equal(5, await store.Decisions.EraseAsync(Tenant, Customer(1), CancellationToken.None));
        Assert.Empty(await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
        Assert.Equal(5, (await store.Decisions.ReadAsync(Tenant, Customer(2), 10, CancellationToken.None)).Count);
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_decision_about_somebody_without_a_file_keeps_no_payload()
    {
        await using var store = await OpenAsync();
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), 1)));
        await store.Decisions.FlushAsync(CancellationToken.None);
        await store.Customers.ChooseAsync(Customer(1), Yes());

        Assert.Empty(await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
        Assert.Equal(1, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_line_is_durable_within_100_milliseconds()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        await AppendAndWaitAsync(store, 0);

        var times = new List<double>();
        for (var i = 1; i <= 9; i++)
            times.Add((await AppendAndWaitAsync(store, i)).TotalMilliseconds);

        // The median: a shared machine may stall once.
        Assert.InRange(times.Order().ElementAt(4), 0, 100);
    }

    [Fact]
    public async Task Full_segments_are_closed_and_their_heads_exported()
    {
        await using (var store = await OpenAsync(linesPerSegment: 10))
        {
            await LogAsync(store, 35);
            Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
            Assert.Equal(3, Heads.Count());
        }

        Assert.Equal(4, Heads.Count());
        await using var again = await OpenAsync(linesPerSegment: 10);
        await LogAsync(again, 5);
        Assert.Null(await again.Decisions.VerifyAsync(CancellationToken.None));
        Assert.Equal(40, await again.Decisions.CountAsync(Tenant, CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE decisions SET tier = 4 WHERE segment = 1 AND seq = 3", "Line 3 of segment 1")]
    [InlineData("UPDATE decisions SET at = at + 1 WHERE segment = 3 AND seq = 0", "Line 0 of segment 3")]
    [InlineData("UPDATE decisions SET sealed = (SELECT sealed FROM decisions WHERE segment = 0 AND seq = 0) WHERE segment = 1 AND seq = 3", "The payload of line 3 of segment 1")]
    [InlineData("DELETE FROM decisions WHERE segment = 1 AND seq = 3", "Segment 1")]
    [InlineData("UPDATE decisions SET seq = seq + 1000 WHERE segment = 1 AND seq IN (3, 4); UPDATE decisions SET seq = 1007 - seq WHERE seq IN (1003, 1004)", "Line 3 of segment 1")]
    [InlineData("DELETE FROM decisions WHERE segment = 2; DELETE FROM decision_segments WHERE segment = 2", "Segment 3")]
    [InlineData("DELETE FROM decisions WHERE segment >= 2; DELETE FROM decision_segments WHERE segment >= 2", "has no segment")]
    [InlineData("DELETE FROM decisions WHERE segment = 3 AND seq = 4; UPDATE decision_segments SET lines = 4, head = (SELECT hash FROM decisions WHERE segment = 3 AND seq = 3) WHERE segment = 3", "differs from its exported head")]
    public async Task Tampering_with_the_log_shows(string sql, string where)
    {
        await using (var store = await OpenAsync(linesPerSegment: 10))
            await LogAsync(store, 35);

        await TamperAsync(sql);

        await using var again = await OpenAsync(linesPerSegment: 10);
        Assert.Contains(where, await again.Decisions.VerifyAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_cut_from_the_open_segment_show()
    {
        await using var store = await OpenAsync();
        await LogAsync(store, 5);

        await TamperAsync("DELETE FROM decisions WHERE seq = 4");
        await TamperAsync("UPDATE decision_segments SET lines = 4, head = (SELECT hash FROM decisions WHERE seq = 3)");

        Assert.Contains("shorter", await store.Decisions.VerifyAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_leaves_a_recorded_gap()
    {
        await using (var store = await OpenAsync())
            await LogAsync(store, 5);
        // As a killed process leaves it: open, and no head exported.
        await TamperAsync("UPDATE decision_segments SET state = 0, closed_at = NULL");
        File.Delete(Heads.Single());

        await using var again = await OpenAsync();
        await LogAsync(again, 1);

        Assert.Null(await again.Decisions.VerifyAsync(CancellationToken.None));
        Assert.Contains("torn; lines 5", await File.ReadAllTextAsync(Heads.Single()), StringComparison.Ordinal);
    }

    private IEnumerable<string> Heads => Directory.EnumerateFiles(Home.PathOf("log-heads"), "*.json");

    private static async Task LogAsync(RapportStore store, int count)
    {
        await store.Customers.ChooseAsync(Customer(1), Yes());
        for (var i = 0; i < count; i++)
            Assert.True(store.Decisions.TryAppend(Decision(i % 2 == 0 ? Customer(1) : null, i)));
        await store.Decisions.FlushAsync(CancellationToken.None);
    }

    private static async Task<TimeSpan> AppendAndWaitAsync(RapportStore store, int number)
    {
        var watch = Stopwatch.StartNew();
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), number)));
        while (store.Health.DecisionLogBacklog > 0 && watch.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Yield();
        return watch.Elapsed;
    }
}
