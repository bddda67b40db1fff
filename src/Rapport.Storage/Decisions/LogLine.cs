using System.Security.Cryptography;
using System.Text;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Decisions;

/// <summary>One line of the decision log as it lies in the table.</summary>
/// <param name="Held">Held-back counts by rule, e.g. <c>T3=2,T14=1</c>; a small <c>t</c> for a rule in warning, which held nothing.</param>
/// <param name="Commitment">SHA-256 of salt and payload; stays when both are erased.</param>
/// <param name="Hash">SHA-256 of the previous line's hash, the public part and the commitment.</param>
/// <param name="Subject">The customer key; null where no customer's data was asked for, and after an erasure.</param>
/// <param name="Sealed">Salt and payload under the customer's key or the tenant's log key; null after an erasure.</param>
internal sealed record LogLine(
    string Writer,
    int Segment,
    int Seq,
    string Tenant,
    long At,
    byte Surface,
    byte Tier,
    bool IsDegraded,
    string Held,
    byte[] Commitment,
    byte[] Hash,
    byte[]? Subject,
    byte[]? Sealed)
{
    public const int SaltLength = 16;

    /// <summary>What the hash of this line must be after that of the line before it.</summary>
    public byte[] HashAfter(byte[] previous) => HashAfter(previous, new ByteWriter());

    /// <param name="writer">Empty, and empty again afterwards.</param>
    public byte[] HashAfter(byte[] previous, ByteWriter writer)
    {
        writer.Bytes(previous);
        writer.WholeText(Writer);
        writer.Unsigned((ulong)Segment);
        writer.Unsigned((ulong)Seq);
        writer.WholeText(Tenant);
        writer.Signed(At);
        writer.Byte(Surface);
        writer.Byte(Tier);
        writer.Byte(IsDegraded ? (byte)1 : (byte)0);
        writer.WholeText(Held);
        writer.Bytes(Commitment);
        var hash = SHA256.HashData(writer.Written);
        writer.Clear();
        return hash;
    }

    /// <summary>Binds the sealed part to its place in the log.</summary>
    public byte[] Associated() => Encoding.UTF8.GetBytes($"decision\0{Writer}\0{Segment}\0{Seq}\0{Tenant}");
}
