using Rapport.Core.Events;

namespace Rapport.Core.Rights.Requests;

/// <summary>Port: looks for what may be left of a customer after an erasure.</summary>
public interface IResidueScan
{
    /// <returns>What was found, by place: <c>store</c>, <c>keys</c>, <c>decisionLog</c>, <c>caches</c>, <c>models</c>, <c>logs</c>, <c>backups</c>. All zero is clean.</returns>
    Task<IReadOnlyDictionary<string, long>> ScanAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation);
}
