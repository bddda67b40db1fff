using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Server.Rights;

namespace Rapport.Server.Boundary;

/// <summary>Checks a signed privacy statement without the server that made it.</summary>
public static class PrivacyStatement
{
    /// <param name="statement">The JSON of <c>/v1/privacy-facts</c>.</param>
    /// <param name="publicKeyPem">The key of <c>/v1/keys</c>.</param>
    /// <returns>False where a member was changed, added or taken away, or the key is another's.</returns>
    /// <exception cref="InvalidDataException">It is no such statement, or that is no key.</exception>
    public static bool Holds(string statement, string publicKeyPem)
    {
        try
        {
            var members = JsonNode.Parse(statement) as JsonObject ?? throw new InvalidDataException("That is no privacy statement.");
            var signature = members["signature"]?.GetValue<string>() ?? throw new InvalidDataException("The statement carries no signature.");
            members.Remove("signature");
            using var key = ECDsa.Create();
            key.ImportFromPem(publicKeyPem);
            return key.VerifyData(CanonicalJson.Bytes(members), Convert.FromBase64String(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception mistake) when (mistake is JsonException or FormatException or ArgumentException or InvalidOperationException or CryptographicException)
        {
            throw new InvalidDataException($"That is no privacy statement with a key to it: {mistake.Message}", mistake);
        }
    }
}
