namespace Rapport.Storage.Keys;

/// <summary>Where a key lies in a device: a PKCS#11 URI (RFC 7512) with token, object, module-path and pin-source. A pin in the URI itself is refused: it is no secret's place.</summary>
internal sealed record Pkcs11Address(string Module, string Token, string Label, string PinSource)
{
    public static Pkcs11Address? TryRead(string uri)
    {
        if (!uri.StartsWith("pkcs11:", StringComparison.Ordinal) || uri.Contains("pin-value", StringComparison.Ordinal))
            return null;
        var parts = uri["pkcs11:".Length..].Split('?', 2);
        var (path, query) = (Read(parts[0], ';'), Read(parts.ElementAtOrDefault(1) ?? "", '&'));
        return path.TryGetValue("token", out var token) && path.TryGetValue("object", out var label) && query.TryGetValue("module-path", out var module) && query.TryGetValue("pin-source", out var pin)
            ? new Pkcs11Address(module, token, label, pin)
            : null;
    }

    private static Dictionary<string, string> Read(string text, char separator) => text
        .Split(separator, StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First()[1]), StringComparer.Ordinal);
}
