using System.Security.Cryptography;
using CsCheck;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Tests;

public sealed class SealerTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(Sealer.KeyLength);

    [Fact]
    public void A_block_opens_to_what_was_sealed() => Gen.Byte.Array.Sample(plain => Sealer.Open(Key, Sealer.Seal(Key, plain, [1]), [1])!.AsSpan().SequenceEqual(plain));

    [Fact]
    public void A_changed_bit_another_key_or_another_place_does_not_open() => Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 1_000_000]).Sample((plain, at) =>
    {
        var block = Sealer.Seal(Key, plain, [1]);
        var changed = (byte[])block.Clone();
        changed[at % changed.Length] ^= (byte)(1 << (at % 8));
        return Sealer.Open(Key, changed, [1]) is null
            && Sealer.Open(new byte[32], block, [1]) is null
            && Sealer.Open(Key, block, [2]) is null
            && Sealer.Open(Key, block.AsSpan(0, at % block.Length), [1]) is null;
    });
}
