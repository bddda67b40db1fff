using Rapport.Core.Events;

namespace Rapport.Core.Rights;

/// <summary>Port: the tamper-evident record of what staff read and changed. Who cannot be written down is not shown anything.</summary>
/// <remarks>One hash chain for all servers on a database; each server signs the newest head it wrote, outside the database.</remarks>
public interface IAuditLog
{
    /// <summary>Chains one entry; durable when it completes. Call it before the data are handed out: if it throws, hand out nothing.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>Raised with the line <see cref="AuditEntry.BulkRead"/>, right after it was chained: an actor saw very many people within a minute.</summary>
    event Action<AuditLine>? Alarmed;

    /// <summary>Newest first.</summary>
    /// <param name="tenant">Null for all tenants and what belongs to none.</param>
    /// <param name="before">Only lines with a smaller number; null for the newest.</param>
    Task<IReadOnlyList<AuditLine>> ReadAsync(TenantId? tenant, long? before, int most, CancellationToken cancellation);

    /// <summary>Walks the whole chain and compares it with the signed heads.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancellation);
}
