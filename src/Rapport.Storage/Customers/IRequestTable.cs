using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights.Requests;

namespace Rapport.Storage.Customers;

/// <summary>Port: the rows of customers' requests in one kind of database. They are in clear: they name nobody.</summary>
/// <remarks>By age those go that are finished.</remarks>
internal interface IRequestTable : IAgedRecords
{
    Task SaveAsync(TenantId tenant, RightsRequest request, CancellationToken cancellation);

    Task<RightsRequest?> ReadAsync(TenantId tenant, string id, CancellationToken cancellation);

    /// <summary>Open ones first, those due soonest first; then finished ones, the latest first.</summary>
    Task<IReadOnlyList<RightsRequest>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken cancellation);
}
