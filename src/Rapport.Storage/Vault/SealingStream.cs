using Rapport.Core.Events;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Vault;

/// <summary>Seals what is written to it, piece by piece: each is bound to its tenant and place, and the last one says that it is.</summary>
/// <remarks><b>Cost</b>: holds one piece. A stream that was not <see cref="Complete">completed</see> does not open.</remarks>
internal sealed class SealingStream(Stream file, byte[] key, TenantId tenant) : Stream
{
    private readonly byte[] _piece = new byte[SealedPiece.Length];
    private int _held;
    private int _place;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full piece waits until more comes: the last one is sealed as such.
            if (_held == _piece.Length)
                Seal(isLast: false);
            var taken = Math.Min(buffer.Length, _piece.Length - _held);
            buffer[..taken].CopyTo(_piece.AsSpan(_held));
            _held += taken;
            buffer = buffer[taken..];
        }
    }

    /// <summary>Seals the last piece.</summary>
    public void Complete() => Seal(isLast: true);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Seal(bool isLast)
    {
        file.Write(Sealer.Seal(key, _piece.AsSpan(0, _held), SealedPiece.Associated(tenant, _place++, isLast)));
        _held = 0;
    }
}
