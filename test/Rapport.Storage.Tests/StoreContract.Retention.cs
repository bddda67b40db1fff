using Microsoft.Extensions.Time.Testing;
using Rapport.Core.History;
using Rapport.Core.Rights;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Contents_of_old_decisions_go_by_their_age_and_the_chain_holds()
    {
        await using var store = await OpenAsync(time: new FakeTimeProvider(Now), linesPerSegment: 4);
        await store.Customers.ChooseAsync(Customer(1), Yes());
        for (var line = 1; line <= 10; line++)
            Assert.True(store.Decisions.TryAppend(Decision(line % 3 == 0 ? null : Customer(1), line, Now.AddDays(line))));
        await store.Decisions.FlushAsync(CancellationToken.None);
        var decisions = store.Aged[RetentionTerms.Decisions];
        var before = Now.AddDays(6);

        Assert.Equal(new AgedCount(10, 5, Now.AddDays(1)), await decisions.CountAsync(Tenant, before, CancellationToken.None));
        Assert.Equal(0, await decisions.RemoveAsync(OtherTenant, before, CancellationToken.None));
        Assert.Equal(5, await decisions.RemoveAsync(Tenant, before, CancellationToken.None));

        Assert.Equal(new AgedCount(5, 0, Now.AddDays(6)), await decisions.CountAsync(Tenant, before, CancellationToken.None));
        Assert.Equal(3, (await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None)).Count);
        Assert.Equal(10, await store.Decisions.CountAsync(Tenant, CancellationToken.None));
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("SELECT 1", null)]
    [InlineData("DELETE FROM audit WHERE number = 4", "Line 5 ")]
    [InlineData("DELETE FROM audit_base", "Line 4 ")]
    [InlineData("UPDATE audit_base SET number = 4, hash = (SELECT hash FROM audit WHERE number = 4)", "did not sign")]
    public async Task Old_lines_of_the_audit_go_by_their_age_and_what_others_cut_shows(string sql, string? where)
    {
        var time = new FakeTimeProvider(Now);
        await using (var store = await OpenAsync(time: time))
        {
            for (var i = 1; i <= 6; i++)
            {
                await LookAsync(store, i);
                time.Advance(TimeSpan.FromDays(1));
            }

            var audit = store.Aged[RetentionTerms.Audit];
            Assert.Equal(new AgedCount(6, 3, Now), await audit.CountAsync(Tenant, Now.AddDays(3), CancellationToken.None));
            Assert.Equal(3, await audit.RemoveAsync(Tenant, Now.AddDays(3), CancellationToken.None));
            Assert.Equal([6L, 5, 4], (await store.Audit.ReadAsync(null, null, 10, CancellationToken.None)).Select(line => line.Number));
        }

        await TamperAsync(sql);
        await using var reopened = await OpenAsync(time: time);
        var broken = (await reopened.Audit.VerifyAsync(CancellationToken.None)).Broken;
        Assert.True(where is null ? broken is null : broken?.Contains(where, StringComparison.Ordinal), $"{sql}: {broken}");
        if (where is not null)
            return;
        await LookAsync(reopened, 7);
        Assert.Equal(new AuditVerdict(7, null), await reopened.Audit.VerifyAsync(CancellationToken.None));
        Assert.Equal(6, (await RetireAllAsync(reopened)) + 3);
    }

    /// <summary>The last line stays, so that numbers go on.</summary>
    private static async Task<long> RetireAllAsync(RapportStore store)
    {
        var removed = await store.Aged[RetentionTerms.Audit].RemoveAsync(Tenant, Now.AddDays(100), CancellationToken.None);
        Assert.Equal([7L], (await store.Audit.ReadAsync(null, null, 10, CancellationToken.None)).Select(line => line.Number));
        Assert.Equal(new AuditVerdict(7, null), await store.Audit.VerifyAsync(CancellationToken.None));
        return removed;
    }
}
