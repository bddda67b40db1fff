namespace Rapport.Storage.Keys;

/// <summary>Port: a key-encryption key, wherever it lies. It seals the secrets of one generation of the key store and need never leave its device.</summary>
internal interface IKeyEncryptionKey
{
    /// <summary>How settings and key store name it; no secret.</summary>
    string Reference { get; }

    /// <summary>False when it was taken away or replaced since it was opened.</summary>
    bool IsThere();

    byte[] Seal(byte[] secret, byte[] name);

    /// <summary>The secret, or null when another key sealed it or it was touched.</summary>
    byte[]? Open(byte[] block, byte[] name);
}
