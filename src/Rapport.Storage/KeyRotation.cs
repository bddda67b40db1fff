using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage;

/// <summary>Changes the key-encryption key of a keys folder while servers use it: every key is wrapped anew, no history is touched.</summary>
/// <remarks>
/// Both keys are valid until the last key is wrapped anew; then the old wrapping key is destroyed, and with it the old key-encryption key where it is a file in the folder.
/// <b>Threads</b>: one rotation at a time, in any process. What was interrupted is continued by the next call.
/// </remarks>
public static class KeyRotation
{
    private const int PageSize = 500;

    /// <summary>True when a text names a key-encryption key: <c>file</c>, <c>file:NAME</c>, <c>env:NAME</c>.</summary>
    public static bool IsReference(string reference) => KeyEncryption.IsReference(reference);

    /// <summary>The key-encryption key that now seals the keys of a folder, by name; nothing is opened. Null where there is no key store.</summary>
    public static string? ReferenceOf(string keysFolder)
    {
        var path = Path.Combine(keysFolder, "keystore.db");
        if (!File.Exists(path))
            return null;
        using var database = new SqliteDatabase(path);
        var statement = database.Prepare("SELECT reference FROM generations ORDER BY number DESC LIMIT 1");
        var reference = statement.Step() ? statement.Text(0) : null;
        statement.Reset();
        return reference;
    }

    /// <param name="to">The key-encryption key from now on; null for a new file.</param>
    /// <exception cref="KeysUnavailableException">The present key or the new one is missing, or another rotation runs.</exception>
    public static KeyRotationResult Run(string keysFolder, string? to, IProgress<double>? progress = null, Action<string>? atStep = null, CancellationToken cancellation = default)
    {
        var path = Path.Combine(keysFolder, "keystore.db");
        if (!File.Exists(path))
            throw new KeysUnavailableException("There is no key store in this folder.");
        using var alone = Alone(keysFolder);
        var encryption = new KeyEncryption(keysFolder);
        using (new KeyStore(path, encryption, KeyEncryption.FirstFile))
        {
            // Brings a store of before generations up to date, and proves that its keys can be had.
        }

        using var database = new SqliteDatabase(path);
        var isResumed = database.Snapshot(inside => Generations.Read(inside, encryption)!.Keys.Count > 1);
        if (!isResumed)
            Begin(database, encryption, to);
        atStep?.Invoke("rotation:begun");
        var generations = database.Snapshot(inside => Generations.Read(inside, encryption)!);
        var wrapped = 0L;
        do
        {
            wrapped += WrapDataKeys(database, generations, progress, atStep, cancellation) + WrapTenantKeys(database, generations);
        }
        while (!database.Transact(inside => TryRetire(inside, generations.Current)));

        atStep?.Invoke("rotation:retired");
        CutLog(database, cancellation);
        var removed = generations.Keys.SkipLast(1).Select(old => old.Key.Reference).ToArray();
        var left = removed.Where(reference => !encryption.TryRemove(reference)).ToArray();
        return new KeyRotationResult(generations.Keys[^1].Key.Reference, generations.Current, wrapped, isResumed, left);
    }

    private static void Begin(SqliteDatabase database, KeyEncryption encryption, string? to)
    {
        var now = database.Snapshot(inside => Generations.Read(inside, encryption)!);
        var reference = to is null or "file" ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"file:kek-{now.Current + 1}.bin") : KeyEncryption.Normal(to);
        if (now.Keys.Any(each => each.Key.Reference == reference))
            throw new KeysUnavailableException($"{reference} is the key-encryption key already: name another one.");
        var key = encryption.OpenOrMake(reference);
        database.Transact(inside => now.Follow(inside, key));
    }

    private static long WrapDataKeys(SqliteDatabase database, Generations generations, IProgress<double>? progress, Action<string>? atStep, CancellationToken cancellation)
    {
        var total = Math.Max(1, KeyTable.CountOlder(database, generations.Current));
        var done = 0L;
        (string Tenant, byte[] Key)? after = ("", []);
        while (after is { } from)
        {
            cancellation.ThrowIfCancellationRequested();
            (after, var count) = database.Transact(inside => KeyTable.WrapPage(inside, generations, from, PageSize));
            done += count;
            progress?.Report(Math.Min(1, done / (double)total));
            atStep?.Invoke("rotation:page");
        }

        return done;
    }

    private static long WrapTenantKeys(SqliteDatabase database, Generations generations) => database.Transact(inside => KeyTable.WrapTenantKeys(inside, generations));

    private static bool TryRetire(SqliteDatabase inside, int current)
    {
        if (KeyTable.CountOlder(inside, current) > 0)
            return false;
        inside.Prepare("DELETE FROM generations WHERE number < ?1").Bind(current).Run();
        return true;
    }

    /// <summary>The old wrapping key must not lie in the write-ahead log; a server may be reading at that moment.</summary>
    private static void CutLog(SqliteDatabase database, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                database.TruncateLog();
                return;
            }
            catch (StoreUnavailableException) when (attempt < 50 && !cancellation.IsCancellationRequested)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static FileStream Alone(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "rotation.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new KeysUnavailableException("Another rotation runs.", problem);
        }
    }
}
