using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.Server.Rights;

namespace Rapport.Server.Consent;

/// <summary>Checks an exported file of consent records with nothing but the file and a public key.</summary>
/// <param name="Records">How many records the file has.</param>
/// <param name="Key">SHA-256 of the key that signed, hex: compare it with the shop's.</param>
/// <param name="Broken">What does not hold, or null.</param>
public sealed record ConsentRecordsCheck(int Records, string Key, string? Broken)
{
    /// <param name="pem">The key to trust; without it the one in the file, which proves only that the file is of one piece.</param>
    /// <exception cref="InvalidDataException">It is no such file, or no key.</exception>
    public static ConsentRecordsCheck Of(string json, string? pem = null)
    {
        try
        {
            var file = JsonNode.Parse(json)?.AsObject() ?? throw new InvalidDataException("The file is empty.");
            if (file["schema"]?.GetValue<string>() != ConsentRecords.Schema)
                throw new InvalidDataException($"This is no file of {ConsentRecords.Schema}.");
            using var key = ECDsa.Create();
            key.ImportFromPem(pem ?? file["key"]!["pem"]!.GetValue<string>());
            var records = file["records"]!.AsArray();
            return new ConsentRecordsCheck(records.Count, Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), Flaw(file, records, key));
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or ArgumentException or CryptographicException or FormatException)
        {
            throw new InvalidDataException("The file or the key cannot be read.", unreadable);
        }
    }

    private static string? Flaw(JsonObject file, JsonArray records, ECDsa key)
    {
        string? before = null;
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i]!["record"]!.AsObject();
            if (!key.VerifyData(CanonicalJson.Bytes(record), Convert.FromBase64String(records[i]!["signature"]!.GetValue<string>()), HashAlgorithmName.SHA256))
                return $"Record {i + 1} is not what was signed.";
            if (record["dpv:isAfter"]?.GetValue<string>() != before)
                return $"Record {i + 1} does not follow the one before it.";
            if (Reworded(record))
                return $"The words of record {i + 1} are not those of its hash.";
            before = record["dpv:hasIdentifier"]!.GetValue<string>();
        }

        var head = new JsonObject { ["schema"] = file["schema"]!.DeepClone(), ["tenant"] = file["tenant"]!.DeepClone(), ["exportedAt"] = file["exportedAt"]!.DeepClone(), ["count"] = file["count"]!.DeepClone(), ["last"] = file["last"]?.DeepClone() };
        if (!key.VerifyData(CanonicalJson.Bytes(head), Convert.FromBase64String(file["signature"]!.GetValue<string>()), HashAlgorithmName.SHA256))
            return "The file is not what was signed.";
        return file["count"]!.GetValue<int>() == records.Count && file["last"]?.GetValue<string>() == before ? null : "Records are missing or too many.";
    }

    private static bool Reworded(JsonObject record) => record["dpv:hasNotice"]!.AsArray().Any(notice =>
        notice!["dct:description"] is { } words && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.GetValue<string>()))) != notice["rapport:sha256"]?.GetValue<string>());
}
