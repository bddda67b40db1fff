using System.Security.Cryptography;
using Rapport.Core.Rights;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Audit;

/// <summary>One line of the audit as it lies in the table.</summary>
/// <param name="Hash">SHA-256 over the hash before it and all else in the row.</param>
internal sealed record AuditRow(long Number, long At, string Actor, string Action, string? Tenant, byte[]? Customer, int People, string Detail, byte[] Hash)
{
    /// <summary>The row that comes after another, with its hash.</summary>
    public static AuditRow After(AuditRow? last, DateTimeOffset at, AuditEntry entry, byte[]? customer)
    {
        var row = new AuditRow((last?.Number ?? 0) + 1, at.UtcTicks, entry.Actor, entry.Action, entry.Tenant?.Value, customer, entry.People, entry.Detail, []);
        return row with { Hash = row.HashAfter(last?.Hash ?? Start, new ByteWriter()) };
    }

    /// <summary>What stands before the first hash.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    /// <param name="writer">Empty, and empty again afterwards.</param>
    public byte[] HashAfter(byte[] previous, ByteWriter writer)
    {
        writer.Bytes(previous);
        writer.Unsigned((ulong)Number);
        writer.Signed(At);
        writer.WholeText(Actor);
        writer.WholeText(Action);
        Write(writer, Tenant is null ? null : System.Text.Encoding.UTF8.GetBytes(Tenant));
        Write(writer, Customer);
        writer.Signed(People);
        writer.WholeText(Detail);
        var hash = SHA256.HashData(writer.Written);
        writer.Clear();
        return hash;
    }

    public AuditLine Line() =>
        new(Number, new DateTimeOffset(At, TimeSpan.Zero), Actor, Action, Tenant, Customer is null ? null : Convert.ToHexStringLower(Customer), People, Detail);

    /// <summary>Nothing and empty are two things.</summary>
    private static void Write(ByteWriter writer, byte[]? value)
    {
        writer.Unsigned((ulong)(value?.Length + 1 ?? 0));
        writer.Bytes(value);
    }
}
