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
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Hash);
        return bytes;
    }

    public int CompareTo(CustomerKey other)
    {
        var byTenant = string.CompareOrdinal(Tenant.Value, other.Tenant.Value);
        return byTenant != 0 ? byTenant : Hash.CompareTo(other.Hash);
    }

    public override string ToString() => "customer-key(redacted)";
}
