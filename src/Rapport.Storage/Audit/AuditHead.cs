using System.Globalization;
using System.Text;
using System.Text.Json;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Audit;

/// <summary>The signed head of the audit that this home last wrote: a chain cut short or written anew does not fit it. Copy it elsewhere to hold the operator to it.</summary>
internal sealed class AuditHead(string folder, SigningKey signing)
{
    private readonly string _path = Path.Combine(folder, "audit.head");
    private readonly Lock _writing = new();
    private long _newest;

    public void Export(AuditRow row)
    {
        lock (_writing)
        {
            // Two appends may come here in the other order.
            if (row.Number <= _newest)
                return;
            var statement = StatementOf(row.Number, row.Hash);
            var head = new SignedHead(statement, Convert.ToBase64String(signing.Sign(Encoding.UTF8.GetBytes(statement))));
            HomeFolder.WriteDurably(_path, JsonSerializer.SerializeToUtf8Bytes(head, LogHeadJson.Default.SignedHead));
            _newest = row.Number;
        }
    }

    /// <summary>The number of the line that the head is of (0: none was written yet), or what is wrong with it.</summary>
    public (long Number, string Statement, string? Problem) Read()
    {
        lock (_writing)
        {
            if (!File.Exists(_path))
                return (0, "", null);
            try
            {
                var head = JsonSerializer.Deserialize(File.ReadAllBytes(_path), LogHeadJson.Default.SignedHead);
                if (head is not null && signing.Verify(Encoding.UTF8.GetBytes(head.Statement), Convert.FromBase64String(head.Signature)))
                    return (long.Parse(head.Statement.Split(' ')[3].TrimEnd(';'), CultureInfo.InvariantCulture), head.Statement, null);
            }
            catch (Exception problem) when (problem is JsonException or FormatException)
            {
                // Falls through: a head that cannot be read is not ours.
            }

            return (0, "", "The exported head of the audit is not signed by this server.");
        }
    }

    public static string StatementOf(long number, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"rapport audit; line {number}; head {Convert.ToHexStringLower(hash)}");
}
