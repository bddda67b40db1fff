using Rapport.Core.Events;

namespace Rapport.Core;

/// <summary>Port: where shops' documents are kept, every version of them. In clear: they hold nothing about people.</summary>
/// <remarks><b>Invariant</b>: versions are only ever appended. <b>Threads</b>: safe, also between processes.</remarks>
public interface IDocumentStore
{
    /// <summary>The newest version; null where there never was one.</summary>
    Task<ShopDocument?> FindDocumentAsync(TenantId tenant, string kind, string id, CancellationToken cancellation);

    /// <summary>The newest version of every document of a kind that was not taken away, by id.</summary>
    Task<IReadOnlyList<ShopDocument>> ListDocumentsAsync(TenantId tenant, string kind, CancellationToken cancellation);

    /// <summary>All versions, newest first.</summary>
    Task<IReadOnlyList<ShopDocument>> ListVersionsAsync(TenantId tenant, string kind, string id, CancellationToken cancellation);

    /// <summary>Writes the next version, durable when the task completes.</summary>
    /// <returns>False where that version is there already: somebody else changed it since.</returns>
    Task<bool> AppendDocumentAsync(ShopDocument document, CancellationToken cancellation);
}
