using Rapport.Core.Rights;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    private static Task LookAsync(RapportStore store, int customer) =>
        store.Audit.AppendAsync(new AuditEntry("operator-7", "customer.read", Tenant, Customer(customer)), CancellationToken.None);

    [Fact]
    public async Task What_staff_read_is_chained_and_names_no_customer()
    {
        await using var store = await OpenAsync();
        await LookAsync(store, 1);
        await store.Audit.AppendAsync(new AuditEntry("operator-8", "policy.change", Detail: "kThreshold 5 -> 20"), CancellationToken.None);
        await LookAsync(store, 1);

        var lines = await store.Audit.ReadAsync(null, null, 10, CancellationToken.None);

        Assert.Equal([3, 2, 1], lines.Select(line => line.Number));
        Assert.Equal(("operator-8", "policy.change", null, null, 0, "kThreshold 5 -> 20"), (lines[1].Actor, lines[1].Action, lines[1].Tenant, lines[1].Customer, lines[1].People, lines[1].Detail));
        Assert.Equal((lines[0].Customer, "demo", 1), (lines[2].Customer, lines[2].Tenant, lines[2].People));
        Assert.Equal(store.PseudonymOf(Tenant, Customer(1)), lines[0].Customer);
        Assert.Equal([1L], (await store.Audit.ReadAsync(Tenant, 3, 10, CancellationToken.None)).Select(line => line.Number));
        Assert.Equal(new AuditVerdict(3, null), await store.Audit.VerifyAsync(CancellationToken.None));
    }

    /// <summary>Under <c>RAPPORT_PROVE=full</c> 100,000 rows of each chain.</summary>
    [Fact]
    public async Task S072_both_chains_are_walked_in_seconds_and_one_edited_row_among_many_is_found()
    {
        var rows = ProvesInFull ? 100_000 : 2_000;
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        for (var i = 0; i < rows; i++)
        {
            while (!store.Decisions.TryAppend(Decision(i % 2 == 0 ? Customer(1) : null, i)))
                await store.Decisions.FlushAsync(CancellationToken.None);
            if (i % 10_000 == 9_999)
                await store.Decisions.FlushAsync(CancellationToken.None);
        }

        await store.Decisions.FlushAsync(CancellationToken.None);
        Audit.AuditRow? last = null;
        var sql = new System.Text.StringBuilder("INSERT INTO audit VALUES ");
        for (var i = 0; i < rows - 1; i++)
        {
            last = Audit.AuditRow.After(last, Now.AddSeconds(i), new AuditEntry("operator-7", "customer.read", Tenant, Customer(i), 1), null);
            var hash = Convert.ToHexStringLower(last.Hash);
            sql.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"({last.Number},{last.At},'{last.Actor}','{last.Action}','{last.Tenant}',NULL,{last.People},'',{(this is PostgresStoreTests ? $"'\\x{hash}'" : $"x'{hash}'")})");
        }

        await TamperAsync(sql.ToString());
        await LookAsync(store, 1);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
        var (ofDecisions, cpuOfDecisions) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        watch.Restart();
        cpu = Environment.CpuUsage.TotalTime;
        Assert.Equal(new AuditVerdict(rows, null), await store.Audit.VerifyAsync(CancellationToken.None));
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{GetType().Name}, {rows} rows: decisions {ofDecisions.TotalMilliseconds:F0} ms (CPU {cpuOfDecisions.TotalMilliseconds:F0}), audit {watch.ElapsedMilliseconds} ms (CPU {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:F0})"));
        Assert.InRange(ofDecisions.TotalSeconds + watch.Elapsed.TotalSeconds, 0, 120);

        await TamperAsync($"UPDATE audit SET people = 2 WHERE number = {rows / 2}");
        Assert.Contains($"Line {rows / 2} ", (await store.Audit.VerifyAsync(CancellationToken.None)).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_written_at_once_make_one_chain()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => LookAsync(store, i)));

        Assert.Equal(new AuditVerdict(40, null), await store.Audit.VerifyAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("edited", "UPDATE audit SET actor = 'somebody-else' WHERE number = 4", "Line 4 ")]
    [InlineData("detail", "UPDATE audit SET people = 2 WHERE number = 6", "Line 6 ")]
    [InlineData("removed", "DELETE FROM audit WHERE number = 5", "Line 6 ")]
    [InlineData("first removed", "DELETE FROM audit WHERE number = 1", "Line 2 ")]
    [InlineData("reordered", "UPDATE audit SET number = 99 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 99", "Line 3 ")]
    [InlineData("cut", "DELETE FROM audit WHERE number > 7", "ends at line 7")]
    [InlineData("emptied", "DELETE FROM audit", "ends at line 0")]
    public async Task S072_an_audit_edited_removed_reordered_or_cut_is_detected(string how, string sql, string where)
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 9; i++)
                await LookAsync(store, i);
            Assert.Null((await store.Audit.VerifyAsync(CancellationToken.None)).Broken);
        }

        await TamperAsync(sql);

        await using var reopened = await OpenAsync();
        var broken = (await reopened.Audit.VerifyAsync(CancellationToken.None)).Broken;
        Assert.True(broken?.Contains(where, StringComparison.Ordinal), $"{how}: {broken}");
    }

    [Theory]
    [InlineData("edited", "UPDATE decisions SET tier = 3 WHERE seq = 4", "Line 4 ")]
    [InlineData("removed", "DELETE FROM decisions WHERE seq = 5", "has 8 lines, not 9")]
    [InlineData("reordered", "UPDATE decisions SET seq = 99 WHERE seq = 3; UPDATE decisions SET seq = 3 WHERE seq = 4; UPDATE decisions SET seq = 4 WHERE seq = 99", "Line 3 ")]
    [InlineData("cut", "DELETE FROM decisions WHERE seq > 6; UPDATE decision_segments SET lines = 7, head = (SELECT hash FROM decisions WHERE seq = 6)", "differs from its exported head")]
    [InlineData("emptied", "DELETE FROM decisions; DELETE FROM decision_segments", "has no segment")]
    public async Task S072_a_decision_log_edited_removed_reordered_or_cut_is_detected(string how, string sql, string where)
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 9; i++)
                Assert.True(store.Decisions.TryAppend(Decision(null, i)));
            await store.Decisions.FlushAsync(CancellationToken.None);
            Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
        }

        await TamperAsync(sql);

        await using var reopened = await OpenAsync();
        var broken = await reopened.Decisions.VerifyAsync(CancellationToken.None);
        Assert.True(broken?.Contains(where, StringComparison.Ordinal), $"{how}: {broken}");
    }

    [Fact]
    public async Task S072_a_bulk_read_raises_an_alarm_within_the_minute_and_once()
    {
        await using var store = await OpenAsync(time: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));
        var alarms = new List<AuditLine>();
        store.Audit.Alarmed += alarms.Add;
        await store.Audit.AppendAsync(new AuditEntry("operator-1", "customer.read", Tenant, People: BulkReadWatch.MostPeople), CancellationToken.None);
        Assert.Empty(alarms);

        await LookAsync(store, 1);
        await store.Audit.AppendAsync(new AuditEntry("operator-1", "customer.read", Tenant, Customer(2)), CancellationToken.None);
        await store.Audit.AppendAsync(new AuditEntry("operator-1", "customer.read", Tenant, Customer(3)), CancellationToken.None);

        var alarm = Assert.Single(alarms);
        Assert.Equal(("operator-1", AuditEntry.BulkRead, BulkReadWatch.MostPeople + 1), (alarm.Actor, alarm.Action, alarm.People));
        Assert.Contains(alarm, await store.Audit.ReadAsync(Tenant, null, 10, CancellationToken.None));
        Assert.Null((await store.Audit.VerifyAsync(CancellationToken.None)).Broken);
    }

    [Fact]
    public async Task An_erasure_that_failed_midway_finishes_by_itself()
    {
        var failures = 2;
        await using var store = await OpenAsync(atStep: step =>
        {
            if (step == "erase:key-destroyed" && Interlocked.Decrement(ref failures) >= 0)
                throw new Core.History.StoreUnavailableException("the disk is full");
        });
        await store.Customers.ChooseAsync(Customer(1), Yes());
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), 1)));

        await Assert.ThrowsAsync<Core.History.StoreUnavailableException>(() => store.Customers.EraseAsync(Tenant, Customer(1), Now));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await store.OpenErasuresAsync() > 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "the erasure is still open");
            await Task.Yield();
        }

        Assert.True(Volatile.Read(ref failures) < 0);
    }

    [Fact]
    public async Task S072_an_audit_written_anew_by_somebody_without_the_signing_key_is_detected()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 3; i++)
                await LookAsync(store, i);
        }

        var head = File.ReadAllBytes(Home.PathOf("log-heads", "audit.head"));
        await TamperAsync("DELETE FROM audit");
        await using (var forger = await OpenAsync())
        {
            for (var i = 10; i < 13; i++)
                await LookAsync(forger, i);
            await File.WriteAllBytesAsync(Home.PathOf("log-heads", "audit.head"), head);

            Assert.Contains("written anew", (await forger.Audit.VerifyAsync(CancellationToken.None)).Broken);
        }
    }
}
