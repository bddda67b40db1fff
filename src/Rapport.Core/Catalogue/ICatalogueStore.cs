using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>Port: where the catalogue is kept on disk. In clear: it holds nothing about people.</summary>
public interface ICatalogueStore
{
    /// <summary>All items of a tenant, any order, class as the shop set it.</summary>
    Task<IReadOnlyList<CatalogueItem>> ReadAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>The shop's quiz; <see cref="Quiz.None"/> when it has none.</summary>
    Task<Quiz> ReadQuizAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Replaces the shop's quiz, durable when the task completes.</summary>
    Task SaveQuizAsync(TenantId tenant, Quiz quiz, CancellationToken cancellation);

    /// <summary>Adds or replaces items, in one transaction, durable when the task completes.</summary>
    Task UpsertAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation);
}
