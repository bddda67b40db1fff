using Rapport.Core.Events;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Requests of customers, under keyed names.</summary>
internal sealed class RequestStore(IRequestTable table, KeyRing keys) : IRightsRequestStore
{
    public string SubjectOf(TenantId tenant, CustomerId customer) => Convert.ToHexStringLower(keys.TombstoneKeyOf(tenant, customer).ToBytes());

    public Task SaveRequestAsync(TenantId tenant, RightsRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return table.SaveAsync(tenant, request, cancellation);
    }

    public Task<RightsRequest?> ReadRequestAsync(TenantId tenant, string id, CancellationToken cancellation) => table.ReadAsync(tenant, id, cancellation);

    public Task<IReadOnlyList<RightsRequest>> ListRequestsAsync(TenantId tenant, string? subject, int most, CancellationToken cancellation) => table.ListAsync(tenant, subject, most, cancellation);
}
