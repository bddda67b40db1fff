using System.Security.Cryptography;
using Rapport.Core.History;

namespace Rapport.Storage.Keys;

/// <summary>Opens the keys folder, or says that its keys cannot be had.</summary>
internal static class KeyFolder
{
    /// <param name="dataFingerprint">The master key that the data in the database belong to; null where there are no data yet.</param>
    /// <returns>A ring without keys when data or a key store exist and the key-encryption key is missing or another: never is a new one made then.</returns>
    public static (KeyRing Ring, byte[]? Fingerprint) Open(string folder, byte[]? dataFingerprint, TimeProvider time)
    {
        var path = Path.Combine(folder, "kek.bin");
        var storePath = Path.Combine(folder, "keystore.db");
        if (!File.Exists(path))
        {
            if (dataFingerprint is not null || File.Exists(storePath))
                return (new KeyRing(null, null, time), null);
            HomeFolder.WriteDurably(path, RandomNumberGenerator.GetBytes(32));
        }
        else if (dataFingerprint is not null && !File.Exists(storePath))
        {
            return (new KeyRing(null, null, time), null);
        }

        return Open(path, storePath, dataFingerprint, time);
    }

    private static (KeyRing Ring, byte[]? Fingerprint) Open(string path, string storePath, byte[]? dataFingerprint, TimeProvider time)
    {
        KeyStore? store = null;
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length == 32)
            {
                var master = new MasterKey(bytes);
                store = new KeyStore(storePath, master);
                if (store.BelongsToMaster() && (dataFingerprint is null || dataFingerprint.AsSpan().SequenceEqual(master.Fingerprint)))
                    return (new KeyRing(master, store, time), master.Fingerprint);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or StoreUnavailableException or KeysUnavailableException)
        {
            // Falls through: the store opens without keys and says so.
        }

        store?.Dispose();
        return (new KeyRing(null, null, time), null);
    }
}
