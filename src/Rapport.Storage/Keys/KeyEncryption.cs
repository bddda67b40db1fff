using System.Security.Cryptography;
using Rapport.Core.History;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Keys;

/// <summary>Finds key-encryption keys by their reference: <c>file:NAME</c> in the keys folder (or a whole path), <c>env:NAME</c>, or a PKCS#11 URI (RFC 7512).</summary>
internal sealed class KeyEncryption(string folder)
{
    public const string FirstFile = "file:kek.bin";

    /// <summary>A reference as the key store writes it.</summary>
    public static string Normal(string reference) => reference == "file" ? FirstFile : reference;

    /// <summary>True when a reference is of a kind that is known.</summary>
    public static bool IsReference(string reference) => KindOf(Normal(reference)) switch
    {
        "file" or "env" => NameOf(Normal(reference)).Length > 0,
        "pkcs11" => Pkcs11Address.TryRead(reference) is not null,
        _ => false,
    };

    /// <exception cref="KeysUnavailableException">It is not there.</exception>
    public IKeyEncryptionKey Open(string reference) => TryOpen(reference) ?? throw new KeysUnavailableException($"The key-encryption key {reference} is not there.");

    public IKeyEncryptionKey? TryOpen(string reference) => KindOf(reference) switch
    {
        "file" => LocalKey.TryOpen(reference, () => ReadFile(PathOf(reference))),
        "env" => LocalKey.TryOpen(reference, () => ReadVariable(NameOf(reference))),
        "pkcs11" => Pkcs11Key.TryOpen(reference),
        _ => null,
    };

    /// <summary>Opens a key that is to be used from now on; a file, or a key in a device, is made where there is none.</summary>
    public IKeyEncryptionKey OpenOrMake(string reference)
    {
        if (KindOf(reference) == "file" && !File.Exists(PathOf(reference)))
            HomeFolder.WriteDurably(PathOf(reference), RandomNumberGenerator.GetBytes(Sealer.KeyLength));
        if (KindOf(reference) == "pkcs11" && Pkcs11Key.TryOpen(reference) is null)
            Pkcs11Key.Make(reference);
        return Open(reference);
    }

    /// <summary>Removes a key that nothing is sealed with any more, where it is ours to remove.</summary>
    /// <returns>False for keys that only the operator can remove.</returns>
    public bool TryRemove(string reference)
    {
        if (KindOf(reference) != "file" || Path.IsPathRooted(NameOf(reference)))
            return false;
        var path = PathOf(reference);
        if (File.Exists(path))
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
            HomeFolder.SyncFolder(folder);
        }

        return true;
    }

    private static string KindOf(string reference) => reference.Split(':', 2)[0];

    private static string NameOf(string reference) => reference.Split(':', 2) is [_, var name] ? name : "";

    private static byte[]? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A secret that a PKCS#11 URI points to: <c>file:PATH</c> or <c>env:NAME</c>.</summary>
    public static string? ReadText(string source) => KindOf(source) switch
    {
        "file" => ReadFile(NameOf(source)) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes).Trim() : null,
        "env" => Environment.GetEnvironmentVariable(NameOf(source)),
        _ => null,
    };

    /// <summary>32 bytes in hexadecimal or Base64.</summary>
    private static byte[]? ReadVariable(string name)
    {
        try
        {
            return Environment.GetEnvironmentVariable(name)?.Trim() switch
            {
                null => null,
                { Length: 2 * Sealer.KeyLength } hex => Convert.FromHexString(hex),
                var base64 => Convert.FromBase64String(base64),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string PathOf(string reference) => Path.Combine(folder, NameOf(reference));
}
