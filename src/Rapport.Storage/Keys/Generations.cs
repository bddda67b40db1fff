using System.Security.Cryptography;
using System.Text;
using Rapport.Core.History;
using Rapport.Storage.Sealing;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage.Keys;

/// <summary>The wrapping keys in force, each sealed by a key-encryption key: one, and two while keys rotate.</summary>
/// <remarks><b>Invariant</b>: the newest one wraps; all of them unwrap; all carry the same root secret. Never changed, only read anew.</remarks>
internal sealed class Generations
{
    private readonly Dictionary<int, byte[]> _wrapping = [];
    private readonly List<(int Number, IKeyEncryptionKey Key)> _keys = [];

    private Generations(byte[] secret) => (Secret, Root) = (secret, new RootSecret(secret));

    public RootSecret Root { get; }

    public int Current => _keys[^1].Number;

    /// <summary>Newest last.</summary>
    public IReadOnlyList<(int Number, IKeyEncryptionKey Key)> Keys => _keys;

    private byte[] Secret { get; }

    /// <summary>True while every key-encryption key is where it was.</summary>
    public bool AreThere() => _keys.TrueForAll(each => each.Key.IsThere());

    /// <summary>As the key store has them; null for a store without any.</summary>
    /// <exception cref="KeysUnavailableException">A key-encryption key is missing, or not the one that sealed.</exception>
    public static Generations? Read(SqliteDatabase database, KeyEncryption encryption)
    {
        Generations? generations = null;
        foreach (var (number, reference, block) in Rows(database))
        {
            var key = encryption.Open(reference);
            var secrets = key.Open(block, Name(number)) ?? throw new KeysUnavailableException($"{reference} is not the key-encryption key of this key store.");
            (generations ??= new Generations(secrets[Sealer.KeyLength..])).Add(number, key, secrets[..Sealer.KeyLength]);
        }

        return generations;
    }

    /// <summary>The first generation of a new key store, or of one from before generations, whose only key was the file.</summary>
    public static void Begin(SqliteDatabase inside, KeyEncryption encryption, string reference, byte[]? fingerprintOfBefore)
    {
        var (wrapping, root) = (RandomNumberGenerator.GetBytes(Sealer.KeyLength), RandomNumberGenerator.GetBytes(Sealer.KeyLength));
        if (fingerprintOfBefore is not null)
        {
            reference = KeyEncryption.FirstFile;
            root = ((LocalKey)encryption.Open(reference)).Bytes;
            wrapping = RootSecret.Derive(root, "rapport wrapping 1");
            if (!new RootSecret(root).Fingerprint.AsSpan().SequenceEqual(fingerprintOfBefore))
                throw new KeysUnavailableException("The key-encryption key is not the one of this key store.");
        }

        Insert(inside, 1, encryption.OpenOrMake(reference), wrapping, root);
    }

    /// <summary>Puts a generation with a new wrapping key after these.</summary>
    public void Follow(SqliteDatabase inside, IKeyEncryptionKey key) => Insert(inside, Current + 1, key, RandomNumberGenerator.GetBytes(Sealer.KeyLength), Secret);

    public WrappedKey Wrap(byte[] key, byte[] name) => new(Current, Sealer.Seal(_wrapping[Current], key, name));

    /// <summary>False when the generation is not known here: the key store was rotated meanwhile.</summary>
    public bool TryUnwrap(WrappedKey wrapped, byte[] name, out byte[] key)
    {
        key = [];
        if (!_wrapping.TryGetValue(wrapped.Generation, out var wrapping))
            return false;
        key = Sealer.Open(wrapping, wrapped.Bytes, name) ?? throw new KeysUnavailableException("A key does not open under its wrapping key.");
        return true;
    }

    /// <summary>The newest generation's number, without opening anything.</summary>
    public static int NewestIn(SqliteDatabase database)
    {
        var statement = database.Prepare("SELECT MAX(number) FROM generations");
        statement.Step();
        var newest = (int)statement.Long(0);
        statement.Reset();
        return newest;
    }

    private static byte[] Name(int number) => Encoding.UTF8.GetBytes($"generation\0{number}");

    private static List<(int Number, string Reference, byte[] Block)> Rows(SqliteDatabase database)
    {
        var rows = new List<(int, string, byte[])>();
        var statement = database.Prepare("SELECT number, reference, secrets FROM generations ORDER BY number");
        while (statement.Step())
            rows.Add(((int)statement.Long(0), statement.Text(1), statement.Blob(2)));
        statement.Reset();
        return rows;
    }

    private static void Insert(SqliteDatabase inside, int number, IKeyEncryptionKey key, byte[] wrapping, byte[] root) =>
        inside.Prepare("INSERT INTO generations VALUES (?1, ?2, ?3)").Bind(number).Bind(key.Reference).Bind(key.Seal([.. wrapping, .. root], Name(number))).Run();

    private void Add(int number, IKeyEncryptionKey key, byte[] wrapping)
    {
        _wrapping[number] = wrapping;
        _keys.Add((number, key));
    }
}
