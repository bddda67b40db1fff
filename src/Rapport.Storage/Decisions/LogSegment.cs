namespace Rapport.Storage.Decisions;

/// <summary>A run of lines of one writer, closed and signed as a whole.</summary>
/// <param name="Previous">The head of the segment before; zeros for the first.</param>
/// <param name="Head">The hash of the last line, or <paramref name="Previous"/> while there is none.</param>
internal sealed record LogSegment(string Writer, int Number, SegmentState State, int Lines, byte[] Previous, byte[] Head, long OpenedAt, long? ClosedAt);

/// <summary>How a segment ended. Values are stored: never renumber.</summary>
internal enum SegmentState : byte
{
    Open = 0,
    Sealed = 1,

    /// <summary>A crash tore it: lines after its last one may be missing, and that is on record.</summary>
    Torn = 2,
}
