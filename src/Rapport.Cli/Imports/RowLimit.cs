namespace Rapport.Cli.Imports;

/// <summary>A file's content that lets only so much through for one row: what unpacks without end never fills the memory.</summary>
internal sealed class RowLimit(Stream content) : Stream
{
    internal const int LongestRow = 8 << 20;

    private long _sinceRow;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>A row is read; the next may be as long again.</summary>
    internal void NextRow() => _sinceRow = 0;

    /// <exception cref="InvalidDataException">One row is longer than any row is.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = content.Read(buffer);
        _sinceRow += count;
        return _sinceRow <= LongestRow ? count : throw new InvalidDataException($"one row is longer than {LongestRow >> 20} MiB");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
