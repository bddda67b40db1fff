using Rapport.Core.Events;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Vault;

/// <summary>Opens what <see cref="SealingStream"/> sealed, piece by piece; nothing of a piece is given out before it proved genuine.</summary>
/// <exception cref="InvalidDataException">From reading: a piece was touched, moved, or cut off.</exception>
internal sealed class OpeningStream(Stream file, byte[] key, TenantId tenant) : Stream
{
    private readonly byte[] _sealed = new byte[SealedPiece.SealedLength];
    private byte[] _piece = [];
    private int _at;
    private int _place;
    private bool _isLast;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_at == _piece.Length && !_isLast)
            Open();
        var given = Math.Min(buffer.Length, _piece.Length - _at);
        _piece.AsSpan(_at, given).CopyTo(buffer);
        _at += given;
        return given;
    }

    /// <summary>Reads what is left, so that all of it proves genuine.</summary>
    public void ReadToEnd()
    {
        while (!_isLast)
            Open();
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Open()
    {
        var length = file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        _isLast = file.Position == file.Length;
        _piece = Sealer.Open(key, _sealed.AsSpan(0, length), SealedPiece.Associated(tenant, _place++, _isLast)) ?? throw new InvalidDataException("A sealed piece does not open.");
        _at = 0;
    }
}
