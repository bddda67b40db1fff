using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Server.Rights;
using Rapport.Storage;

namespace Rapport.Server.Consent;

/// <summary>A customer's choices as ISO/IEC TS 27560 consent records in terms of the W3C Data Privacy Vocabulary, each signed, one for each time something was chosen.</summary>
/// <remarks>
/// Follows the DPV community group's guide to 27560: every record names the one before it, and the whole file is signed over its last one,
/// so that a record changed, removed, added or moved shows. Signatures are over canonical JSON, as those of receipts.
/// </remarks>
public static class ConsentRecords
{
    /// <summary>The form of the file.</summary>
    public const string Schema = "rapport-consent-records/1";

    /// <param name="ledger">All the customer's choices, oldest first.</param>
    public static JsonObject Export(Tenant tenant, CustomerId customer, ConsentLedger ledger, RapportStore store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(store);
        var records = new JsonArray();
        string? before = null;
        var seq = 0;
        foreach (var occasion in Occasions(ledger.Entries))
        {
            var id = Identifier(tenant, customer, seq++);
            var record = ConsentRecord.Of(tenant, customer, occasion, id, before);
            records.Add(new JsonObject { ["record"] = record, ["signature"] = Convert.ToBase64String(store.Sign(CanonicalJson.Bytes(record))) });
            before = id;
        }

        var file = new JsonObject
        {
            ["schema"] = Schema,
            ["tenant"] = tenant.Id.Value,
            ["exportedAt"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["count"] = records.Count,
            ["last"] = before,
        };
        var signature = Convert.ToBase64String(store.Sign(CanonicalJson.Bytes(file)));
        file["records"] = records;
        file["signature"] = signature;
        file["key"] = new JsonObject { ["algorithm"] = "ES256", ["pem"] = store.PublicKeyPem };
        return file;
    }

    /// <summary>Choices that were made together are one occasion.</summary>
    private static IEnumerable<IReadOnlyList<ConsentEntry>> Occasions(IReadOnlyList<ConsentEntry> entries)
    {
        for (var from = 0; from < entries.Count;)
        {
            var first = entries[from];
            var occasion = entries.Skip(from).TakeWhile(entry =>
                entry.At == first.At && entry.Request == first.Request && entry.Surface == first.Surface && entry.Language == first.Language && entry.Source == first.Source).ToArray();
            yield return occasion;
            from += occasion.Length;
        }
    }

    /// <summary>The same record has the same identifier in every export, and it names nobody.</summary>
    private static string Identifier(Tenant tenant, CustomerId customer, int seq)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"consent-record\n{tenant.Id.Value}\n{customer.Canonical}\n{seq}"))).AsSpan(0, 16);
        // A UUID of version 8: made of a hash.
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}
