using Rapport.Core.History;

namespace Rapport.Storage.Keys;

/// <summary>Opens the keys folder, or says that its keys cannot be had.</summary>
internal sealed class KeyFolder(string folder, string reference, TimeProvider time)
{
    private readonly KeyEncryption _encryption = new(folder);

    private string StorePath => Path.Combine(folder, "keystore.db");

    /// <param name="dataFingerprint">The root secret that the data in the database belong to; null where there are no data yet.</param>
    /// <returns>A ring without keys when data or a key store exist and the key-encryption key is missing or another: never is a new one made then.</returns>
    public KeyRing Open(byte[]? dataFingerprint)
    {
        if (!File.Exists(StorePath) && dataFingerprint is not null)
            return new KeyRing(null, null, time);
        var store = TryOpen(dataFingerprint);
        return new KeyRing(store, store is null ? null : () => File.Exists(StorePath) ? TryOpen(store.Root.Fingerprint) : null, time);
    }

    private KeyStore? TryOpen(byte[]? fingerprint)
    {
        KeyStore? store = null;
        try
        {
            store = new KeyStore(StorePath, _encryption, reference);
            if (fingerprint is null || fingerprint.AsSpan().SequenceEqual(store.Root.Fingerprint))
                return store;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or StoreUnavailableException or KeysUnavailableException)
        {
            // Falls through: the store opens without keys and says so.
        }

        store?.Dispose();
        return null;
    }
}
