using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Rapport.Server.Authority;

/// <summary>Tells sides of the world apart without keeping an address: a keyed hash whose key is made anew each day and is nowhere but in memory.</summary>
/// <remarks>IPv6 by its first 64 bits: who has one address there has them all. <b>Threads</b>: safe.</remarks>
internal sealed class Sides(TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private readonly Lock _turn = new();
    private byte[] _key = RandomNumberGenerator.GetBytes(32);
    private DateTimeOffset _made = clock.GetUtcNow();

    /// <returns>64 bits; one number for all whose address is not known.</returns>
    public ulong Of(IPAddress? address)
    {
        var bytes = address is null ? [] : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
            bytes = bytes[..8];
        return BitConverter.ToUInt64(HMACSHA256.HashData(Key(), bytes));
    }

    private byte[] Key()
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            if (now - _made >= Age)
                (_key, _made) = (RandomNumberGenerator.GetBytes(32), now);
            return _key;
        }
    }
}
