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
