using Rapport.Core.Events;

namespace Rapport.Core.Rights.Requests;

/// <summary>Keeps the requests of customers: opens, does, extends, refuses and settles them, each with its clock.</summary>
/// <remarks><b>Threads</b>: safe.</remarks>
public sealed class RightsDesk(IRightsRequestStore requests, RightsWork work, IReceiptStore receipts, TimeProvider clock)
{
    private const int MostListed = 1_000;

    /// <summary>Writes down that a request has arrived; from then on its clock runs.</summary>
    /// <param name="receivedAt">When it truly arrived, such as a letter's day; null is now.</param>
    public async Task<RightsRequest> OpenAsync(TenantId tenant, CustomerId customer, Right right, Regime regime, string channel, DateTimeOffset? receivedAt, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var request = RightsRequest.Open(tenant, right, regime, requests.SubjectOf(tenant, customer), channel, receivedAt is { } said && said < now ? said : now, now);
        await requests.SaveRequestAsync(tenant, request, cancellation).ConfigureAwait(false);
        return request;
    }

    /// <summary>Does an open request for the customer it is of.</summary>
    /// <returns>Null where the customer is another, or the request is not open.</returns>
    public async Task<RightsRequest?> DoAsync(TenantId tenant, RightsRequest request, CustomerId customer, RightsWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Status != RightsStatus.Open || request.Subject != requests.SubjectOf(tenant, customer))
            return null;
        var done = await work.DoAsync(request, tenant, customer, wish, cancellation).ConfigureAwait(false);
        await requests.SaveRequestAsync(tenant, done, CancellationToken.None).ConfigureAwait(false);
        return done;
    }

    /// <summary>Puts the due time off; the customer must be told now.</summary>
    /// <returns>Null where the law gives no extension, or not any more.</returns>
    public Task<RightsRequest?> ExtendAsync(TenantId tenant, string id, string reason, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, request => request.Extend(clock.GetUtcNow(), reason), cancellation);

    /// <returns>Null where the request is not open.</returns>
    public Task<RightsRequest?> RefuseAsync(TenantId tenant, string id, string reason, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, request => request.Status == RightsStatus.Open ? request.Finish(RightsStatus.Refused, clock.GetUtcNow(), reason) : null, cancellation);

    /// <summary>Finishes requests whose receipts have become final: what others see is clean of the data.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SettleAsync(TenantId tenant, CancellationToken cancellation)
    {
        var settled = 0;
        foreach (var request in await requests.ListRequestsAsync(tenant, null, MostListed, cancellation).ConfigureAwait(false))
        {
            if (request.Status != RightsStatus.Finishing || await receipts.ReadAsync(tenant, request.Receipt!, cancellation).ConfigureAwait(false) is not { FinalAt: { } final })
                continue;
            await requests.SaveRequestAsync(tenant, request.With("model-clean", final, reference: request.Receipt).Finish(RightsStatus.Fulfilled, clock.GetUtcNow()), cancellation).ConfigureAwait(false);
            settled++;
        }

        return settled;
    }

    public Task<RightsRequest?> FindAsync(TenantId tenant, string id, CancellationToken cancellation) => requests.ReadRequestAsync(tenant, id, cancellation);

    /// <param name="customer">Null for all customers.</param>
    public Task<IReadOnlyList<RightsRequest>> ListAsync(TenantId tenant, CustomerId? customer, CancellationToken cancellation) =>
        requests.ListRequestsAsync(tenant, customer is { } one ? requests.SubjectOf(tenant, one) : null, MostListed, cancellation);

    /// <summary>True where the request is this customer's.</summary>
    public bool IsOf(TenantId tenant, RightsRequest request, CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Subject == requests.SubjectOf(tenant, customer);
    }

    private async Task<RightsRequest?> ChangeAsync(TenantId tenant, string id, Func<RightsRequest, RightsRequest?> change, CancellationToken cancellation)
    {
        if (await requests.ReadRequestAsync(tenant, id, cancellation).ConfigureAwait(false) is not { } request || change(request) is not { } changed)
            return null;
        await requests.SaveRequestAsync(tenant, changed, cancellation).ConfigureAwait(false);
        return changed;
    }
}
