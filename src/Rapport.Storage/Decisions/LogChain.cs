using System.Security.Cryptography;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Decisions;

/// <summary>The growing end of one writer's chain: turns decisions into sealed, chained lines and closes segments.</summary>
/// <remarks><b>Threads</b>: the log's writer only; no request waits on another's hash.</remarks>
internal sealed class LogChain(string writer, int linesPerSegment, KeyRing keys, LogErasures erasures, TimeProvider time)
{
    private static readonly TimeSpan LongestSegment = TimeSpan.FromDays(1);

    private readonly List<LogLine> _lines = [];
    private readonly SortedDictionary<int, LogSegment> _segments = [];
    private readonly ByteWriter _payload = new();
    private readonly ByteWriter _line = new();
    private int _nextNumber;
    private byte[] _head = new byte[SHA256.HashSizeInBytes];

    /// <summary>The segment being written, or null before its first line.</summary>
    public LogSegment? Current { get; private set; }

    /// <summary>Lines not yet taken by <see cref="Take"/>.</summary>
    public int Count => _lines.Count;

    /// <summary>Goes on after the last segment of an earlier run.</summary>
    public void ContinueAfter(LogSegment last) => (_nextNumber, _head) = (last.Number + 1, last.Head);

    /// <param name="readAt">Where the log was when the customer's file was about to be read.</param>
    public void Append(Decision decision, long readAt)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (Current is { } full && (full.Lines >= linesPerSegment || now - full.OpenedAt >= LongestSegment.Ticks))
            Close(SegmentState.Sealed);
        Current ??= new LogSegment(writer, _nextNumber++, SegmentState.Open, 0, _head, _head, now, null);

        var line = Seal(decision, readAt, Current);
        _head = line.Hash;
        _lines.Add(line);
        Current = Current with { Lines = Current.Lines + 1, Head = line.Hash };
        _segments[Current.Number] = Current;
    }

    public void Close(SegmentState state)
    {
        if (Current is null)
            return;
        _segments[Current.Number] = Current with { State = state, ClosedAt = time.GetUtcNow().UtcTicks };
        Current = null;
    }

    /// <summary>Hands out what was added since the last call.</summary>
    public (IReadOnlyList<LogLine> Lines, IReadOnlyCollection<LogSegment> Segments) Take()
    {
        (IReadOnlyList<LogLine>, IReadOnlyCollection<LogSegment>) taken = ([.. _lines], [.. _segments.Values]);
        _lines.Clear();
        _segments.Clear();
        return taken;
    }

    private LogLine Seal(Decision decision, long readAt, LogSegment segment)
    {
        var payload = _payload;
        payload.Clear();
        Span<byte> salt = stackalloc byte[LogLine.SaltLength];
        RandomNumberGenerator.Fill(salt);
        payload.Bytes(salt);
        DecisionCodec.Write(payload, decision);

        var line = new LogLine(
            writer, segment.Number, segment.Lines, decision.Tenant.Value, decision.At.UtcTicks, (byte)decision.Surface, (byte)decision.Tier, decision.IsDegraded,
            DecisionCodec.HeldOf(decision), SHA256.HashData(payload.Written), [], null, null);
        line = line with { Hash = line.HashAfter(segment.Head, _line) };
        try
        {
            return SealPayload(line, decision, readAt, payload.Written);
        }
        catch (KeysUnavailableException)
        {
            // The key store was lost while the server runs: the line counts, its payload is as if erased.
            return line;
        }
    }

    private LogLine SealPayload(LogLine line, Decision decision, long readAt, ReadOnlySpan<byte> payload)
    {
        if (decision.Customer is not { } customer)
            return line with { Sealed = Sealer.Seal(keys.LogKeyOf(decision.Tenant), payload, line.Associated()) };

        // Without a data key nothing is kept about the customer, or it was erased a moment ago: then neither is this.
        var subject = keys.CustomerKeyOf(decision.Tenant, customer);
        return !erasures.IsErasedSince(subject, readAt) && keys.Find(subject) is { } key
            ? line with { Subject = subject.ToBytes(), Sealed = Sealer.Seal(key, payload, line.Associated()) }
            : line;
    }
}
