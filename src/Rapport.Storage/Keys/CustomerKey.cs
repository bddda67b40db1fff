using System.Buffers.Binary;
using Rapport.Core.Events;

namespace Rapport.Storage.Keys;

/// <summary>What a customer is called on disk: 16 bytes of HMAC-SHA256 over tenant and id.</summary>
internal readonly record struct CustomerKey(TenantId Tenant, UInt128 Hash) : IComparable<CustomerKey>
{
    public const int Length = 16;

    public static CustomerKey From(TenantId tenant, ReadOnlySpan<byte> bytes) => new(tenant, BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Big-endian, so that bytes sort as keys do.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    /// <summary>The same bytes, into a span of that length.</summary>
    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Hash);

    public int CompareTo(CustomerKey other)
    {
        var byTenant = string.CompareOrdinal(Tenant.Value, other.Tenant.Value);
        return byTenant != 0 ? byTenant : Hash.CompareTo(other.Hash);
    }

    public override string ToString() => "customer-key(redacted)";
}
