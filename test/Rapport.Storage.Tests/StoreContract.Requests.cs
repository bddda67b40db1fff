using Rapport.Core.Events;
using Rapport.Core.Rights.Requests;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Requests_are_listed_the_soonest_due_first_and_finished_ones_last()
    {
        var received = new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);
        var ann = CustomerId.Known("ann");
        await using var store = await OpenAsync();
        RightsRequest Request(Right right, Regime regime, CustomerId customer) => RightsRequest.Open(Tenant, right, regime, store.Requests.SubjectOf(Tenant, customer), "customer", received, received);
        var (late, soon, done) = (Request(Right.Erase, Regime.Ccpa, ann), Request(Right.OptOut, Regime.Ccpa, ann), Request(Right.Access, Regime.Gdpr, CustomerId.Known("bob")));
        foreach (var request in new[] { done.Finish(RightsStatus.Fulfilled, received), late, soon, late.With("noted", received, new Dictionary<string, long> { ["history"] = 3 }) })
            await store.Requests.SaveRequestAsync(Tenant, request, CancellationToken.None);

        var all = await store.Requests.ListRequestsAsync(Tenant, null, 10, CancellationToken.None);
        var hers = await store.Requests.ListRequestsAsync(Tenant, store.Requests.SubjectOf(Tenant, ann), 10, CancellationToken.None);

        Assert.Equal([soon.Id, late.Id, done.Id], all.Select(request => request.Id));
        Assert.Equal([soon.Id, late.Id], hers.Select(request => request.Id));
        Assert.Equal(3, (await store.Requests.ReadRequestAsync(Tenant, late.Id, CancellationToken.None))!.Steps[1].Counts["history"]);
        Assert.Empty(await store.Requests.ListRequestsAsync(OtherTenant, null, 10, CancellationToken.None));
        Assert.NotEqual(store.Requests.SubjectOf(Tenant, ann), store.Requests.SubjectOf(OtherTenant, ann));
    }
}
