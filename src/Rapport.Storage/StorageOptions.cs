namespace Rapport.Storage;

/// <summary>Where data, keys, models and log heads lie.</summary>
public sealed class StorageOptions
{
    /// <summary>The home folder; made when missing.</summary>
    public required string Home { get; init; }

    public StoreKind Store { get; init; }

    /// <summary>The Npgsql connection string; asked for with <see cref="StoreKind.Postgres"/> only.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>The folder of key-encryption key, key store and signing key; <c>keys</c> in the home when null. Servers that share a PostgreSQL share it.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>The key-encryption key that a new key store begins with: <c>file</c>, <c>env:NAME</c> or a PKCS#11 URI. An old one knows its own; <see cref="KeyRotation"/> changes it.</summary>
    public string KeyEncryption { get; init; } = "file";

    /// <summary>Bounds the SQLite data file in pages of 4 KiB, so that a full disk can be rehearsed; no bound when null.</summary>
    public long? MaxPages { get; init; }

    /// <summary>Bounds the SQLite decision log likewise, in pages of 8 KiB.</summary>
    public long? MaxLogPages { get; init; }

    /// <summary>How many transactions PostgreSQL is given at once.</summary>
    public int PostgresWriters { get; init; } = 3;

    /// <summary>How many decision lines one segment of the log holds at the most.</summary>
    public int LinesPerSegment { get; init; } = 10_000;

    /// <summary>Called with the name of each step of an erasure and of a model's publication; a test throws from it to play a crash.</summary>
    internal Action<string>? AtStep { get; init; }
}
