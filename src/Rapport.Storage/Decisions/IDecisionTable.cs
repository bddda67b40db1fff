using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Decisions;

/// <summary>Port: lines and segments of the decision log in one kind of database.</summary>
/// <remarks>By age subject, salt and payload go; lines and hashes stay.</remarks>
internal interface IDecisionTable : IAgedRecords
{
    /// <summary>Adds lines and brings their segments up to date, in one durable transaction; doing it twice is doing it once.</summary>
    Task AppendAsync(IReadOnlyList<LogLine> lines, IReadOnlyCollection<LogSegment> segments);

    Task<long> CountAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Lines with a customer's data, newest first.</summary>
    Task<IReadOnlyList<LogLine>> ReadAsync(CustomerKey customer, int most, CancellationToken cancellation);

    /// <summary>Removes subject, salt and payload of a customer's lines for good.</summary>
    /// <returns>How many lines.</returns>
    Task<long> EraseAsync(CustomerKey customer);

    /// <summary>All segments, by writer and number.</summary>
    Task<IReadOnlyList<LogSegment>> SegmentsAsync(CancellationToken cancellation);

    /// <summary>The lines of a segment, by number.</summary>
    Task<IReadOnlyList<LogLine>> LinesAsync(string writer, int segment, CancellationToken cancellation);
}
