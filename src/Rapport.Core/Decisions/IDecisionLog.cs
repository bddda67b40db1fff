using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Decisions;

/// <summary>Port: the tamper-evident log of decisions (ground rule 13).</summary>
/// <remarks>
/// One chain per writer and segment over salted commitments; payload and salt lie encrypted under the customer's key and are erasable without breaking the chain.
/// A line is durable within 100 ms; a crash leaves a recorded gap.
/// </remarks>
public interface IDecisionLog
{
    /// <summary>Where the log is now among its erasures; taken before a customer's file is read for a decision.</summary>
    long Moment { get; }

    /// <summary>Hands a decision to the writer and returns at once.</summary>
    /// <param name="readAt">The <see cref="Moment"/> before the customer's file was read: what was erased since keeps no payload of this decision. Null for now.</param>
    /// <returns>False when the log cannot take it: the caller must then answer with plain content only.</returns>
    bool TryAppend(Decision decision, long? readAt = null);

    /// <summary>Completes when everything handed over so far is durable.</summary>
    Task FlushAsync(CancellationToken cancellation);

    /// <summary>Lines of a tenant, all writers, erased ones included.</summary>
    Task<long> CountAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>The decisions made with a customer's data, newest first.</summary>
    Task<IReadOnlyList<DecisionSummary>> ReadAsync(TenantId tenant, CustomerId customer, int most, CancellationToken cancellation);

    /// <summary>The lines made with a customer's data since a moment, newest first, as the balance counts them.</summary>
    Task<IReadOnlyList<LoggedLine>> ReadLinesAsync(TenantId tenant, CustomerId customer, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>How many lines since a moment name nobody, by day, surface and tier.</summary>
    Task<IReadOnlyList<NamelessLines>> CountNamelessAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Removes payload and salt of every decision made with a customer's data; lines and chain stay whole. Durable when it completes.</summary>
    /// <returns>How many payloads went.</returns>
    Task<long> EraseAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation);

    /// <summary>Walks every chain. Null when all holds, otherwise where it first breaks, in words.</summary>
    Task<string?> VerifyAsync(CancellationToken cancellation);
}

/// <summary>A logged decision as its customer sees it.</summary>
/// <param name="Uses">Purposes used, by wire id.</param>
public sealed record DecisionSummary(string Id, DateTimeOffset At, string Surface, string Tier, IReadOnlyList<string> Items, IReadOnlyList<string> HeldBack, IReadOnlyList<string> Uses)
{
    /// <summary>What was there and was not read, and why; empty in lines of before it was written down.</summary>
    public IReadOnlyList<NotRead> NotRead { get; init; } = [];
}
