using Rapport.Core.Events;

namespace Rapport.Core.Rights.Requests;

/// <summary>Port: requests by their id. They hold no identity.</summary>
public interface IRightsRequestStore
{
    /// <summary>The keyed name requests know a customer by: the same for the same customer, also after an erasure.</summary>
    string SubjectOf(TenantId tenant, CustomerId customer);

    Task SaveRequestAsync(TenantId tenant, RightsRequest request, CancellationToken cancellation);

    Task<RightsRequest?> ReadRequestAsync(TenantId tenant, string id, CancellationToken cancellation);

    /// <summary>Open ones first, those due soonest first; then finished ones, the latest first.</summary>
    /// <param name="subject">Null for all customers.</param>
    Task<IReadOnlyList<RightsRequest>> ListRequestsAsync(TenantId tenant, string? subject, int most, CancellationToken cancellation);
}
