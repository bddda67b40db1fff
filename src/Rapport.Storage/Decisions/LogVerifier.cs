using System.Security.Cryptography;
using Rapport.Core.Events;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Decisions;

/// <summary>Walks every chain of the decision log and says where it first breaks.</summary>
internal sealed class LogVerifier(IDecisionTable table, LogHeads heads, KeyRing keys, string writer)
{
    /// <param name="open">The segment this server is writing, as far as it is durable.</param>
    public async Task<string?> VerifyAsync(LogSegment? open, CancellationToken cancellation)
    {
        var segments = await table.SegmentsAsync(cancellation).ConfigureAwait(false);
        if (open is not null && !segments.Any(segment => segment.Writer == writer && segment.Number == open.Number && segment.Lines >= open.Lines))
            return $"Segment {open.Number} of writer {writer} is shorter than what was written.";

        foreach (var chain in segments.GroupBy(segment => segment.Writer))
        {
            var number = 0;
            var head = new byte[SHA256.HashSizeInBytes];
            foreach (var segment in chain)
            {
                if (segment.Number != number++ || !segment.Previous.AsSpan().SequenceEqual(head))
                    return $"Segment {segment.Number} of writer {segment.Writer} does not follow the one before it.";
                if (await VerifyLinesAsync(segment, cancellation).ConfigureAwait(false) is { } problem)
                    return problem;
                head = segment.Head;
            }
        }

        return heads.Check(segments.Where(segment => segment.State != SegmentState.Open), writer);
    }

    private async Task<string?> VerifyLinesAsync(LogSegment segment, CancellationToken cancellation)
    {
        var lines = await table.LinesAsync(segment.Writer, segment.Number, cancellation).ConfigureAwait(false);
        // An open segment may have grown since its row was read.
        if (lines.Count < segment.Lines || (segment.State != SegmentState.Open && lines.Count > segment.Lines))
            return $"Segment {segment.Number} of writer {segment.Writer} has {lines.Count} lines, not {segment.Lines}.";

        var head = segment.Previous;
        for (var i = 0; i < segment.Lines; i++)
        {
            var line = lines[i];
            if (line.Seq != i || !line.Hash.AsSpan().SequenceEqual(line.HashAfter(head)))
                return $"Line {i} of segment {segment.Number} of writer {segment.Writer} breaks the chain.";
            if (!KeepsCommitment(line))
                return $"The payload of line {i} of segment {segment.Number} of writer {segment.Writer} is not the one committed to.";
            head = line.Hash;
        }

        return head.AsSpan().SequenceEqual(segment.Head) ? null : $"Segment {segment.Number} of writer {segment.Writer} does not end in its head.";
    }

    /// <summary>An erased payload keeps it too: that is what the commitment is for.</summary>
    private bool KeepsCommitment(LogLine line)
    {
        if (line.Sealed is null)
            return true;
        var tenant = new TenantId(line.Tenant);
        var key = line.Subject is null ? keys.LogKeyOf(tenant) : keys.FindFresh(CustomerKey.From(tenant, line.Subject));
        if (key is null)
            return true;
        return Sealer.Open(key, line.Sealed, line.Associated()) is { } payload
            ? SHA256.HashData(payload).AsSpan().SequenceEqual(line.Commitment)
            : false;
    }
}
