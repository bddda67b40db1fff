using System.Globalization;
using System.Text;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Audit;

/// <summary>After which line the audit begins, once older ones went by their age.</summary>
/// <param name="Number">Of the last line that went.</param>
/// <param name="Hash">Of that line: the first one left follows it.</param>
internal sealed record AuditBase(long Number, byte[] Hash, byte[] Signature)
{
    public static AuditBase Sign(AuditRow last, SigningKey signing) => new(last.Number, last.Hash, signing.Sign(StatementOf(last.Number, last.Hash)));

    public bool IsSignedBy(SigningKey signing) => signing.Verify(StatementOf(Number, Hash), Signature);

    private static byte[] StatementOf(long number, byte[] hash) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"rapport audit; begins after line {number}; hash {Convert.ToHexStringLower(hash)}"));
}
