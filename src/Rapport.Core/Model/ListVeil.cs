using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rapport.Core.Model;

/// <summary>What stands between the lists for strangers and a single customer: the threshold of k customers, and a noise of some k customers on every count (ground rule 7).</summary>
/// <remarks>
/// <para>The noise is drawn from a secret of the shop and from everything the lists rest on, all of it for every list. While nothing changes the lists stay as they are,
/// so that asking often tells no more; whoever changes anything moves all lists a little, so that which list moved does not tell whose items changed.</para>
/// <para><b>Order and determinism</b>: a pure function of secret, settings and counts. Lists that forgot a customer are the lists that never knew her.</para>
/// <para><b>Default value</b>: with k = 1 there is no noise; the protection is off.</para>
/// </remarks>
internal sealed class ListVeil
{
    /// <summary>The noise reaches up to eight times k customers either way; its standard deviation is 2.3 k.</summary>
    private const double Reach = 4;

    private readonly byte[] _secret;
    private readonly int _support;
    private readonly ulong[] _names;

    /// <param name="secret">Of the shop.</param>
    internal ListVeil(byte[] secret, LearningRows rows, BasketRows baskets)
    {
        _support = rows.Settings.Support;
        _names = Array.ConvertAll(rows.Items, item => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(item.Value))));
        Span<byte> print = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(print, PrintOf(rows));
        BinaryPrimitives.WriteUInt64LittleEndian(print[8..], PrintOf(baskets));
        _secret = HMACSHA256.HashData(secret, print);
    }

    /// <summary>The noise of one list.</summary>
    /// <param name="list">Which of an item's lists.</param>
    /// <param name="item">Whose list; -1 for a list of the whole shop.</param>
    internal Noise Over(byte list, int item)
    {
        Span<byte> message = stackalloc byte[9];
        message[0] = list;
        BinaryPrimitives.WriteUInt64LittleEndian(message[1..], item < 0 ? 0 : _names[item]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, message, hash);
        return new Noise(this, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>A fingerprint of who has what, whatever the order of the customers.</summary>
    private ulong PrintOf(LearningRows rows)
    {
        var print = 0UL;
        for (var customer = 0; customer < rows.Customers; customer++)
        {
            var own = 0UL;
            for (var at = rows.Starts[customer]; at < rows.Starts[customer + 1]; at++)
                own ^= Mix(_names[rows.ItemOf[at]] ^ rows.AgeOf[at]);
            print = unchecked(print + Mix(own));
        }

        return print;
    }

    private ulong PrintOf(BasketRows baskets)
    {
        var print = 0UL;
        for (var basket = 0; basket < baskets.Count; basket++)
        {
            var own = 0UL;
            foreach (var item in baskets[basket])
                own ^= Mix(_names[item]);
            print = unchecked(print + Mix(own));
        }

        return print;
    }

    /// <summary>SplitMix64: every bit of the input moves every bit of the output.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>The noise of one list, entry by entry.</summary>
    internal readonly struct Noise(ListVeil veil, ulong seed)
    {
        /// <summary>Whether so many customers are enough for this entry now: never fewer than k, always from 3k on.</summary>
        internal bool Shows(int entry, int customers)
        {
            var support = veil._support;
            if (customers < support || support == 1 || customers >= 3 * support)
                return customers >= support;
            var draw = Mix(~seed ^ veil._names[entry]);
            return customers >= support + (int)(draw % ((2 * (ulong)support) + 1));
        }

        /// <summary>The count with its noise, as a share of the count.</summary>
        internal double On(int entry, int customers)
        {
            if (veil._support == 1)
                return 1;
            var draw = Mix(seed ^ veil._names[entry]);
            // The sum of four uniforms is nearly normal, and bounded: between -2 and 2, with a deviation of 0.58.
            var sum = (draw & 0xFFFF) + ((draw >> 16) & 0xFFFF) + ((draw >> 32) & 0xFFFF) + (draw >> 48);
            var noise = Reach * veil._support * ((sum / 65_536.0) - 2);
            // Never nothing: what is shown has a place.
            return Math.Max(0.01 / (1 + Math.Abs(noise)), (customers + noise) / customers);
        }
    }
}
