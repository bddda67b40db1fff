using Rapport.Storage.Sqlite;

namespace Rapport.Storage;

/// <summary>Copies of a home, beside a running server: data without keys, and the key store apart from them (ground rule 11).</summary>
/// <remarks>Models and the Gram are left out: they are rebuilt. Rows that were deleted are not in a copy.</remarks>
public static class Backup
{
    private static readonly string[] DataFiles = ["rapport.db", "decisions.db"];
    private static readonly string[] KeyFiles = ["keystore.db", "signing.pem"];

    /// <summary>Copies data, log heads and settings into a new folder, whole or not at all.</summary>
    /// <exception cref="IOException">The folder is there already, or cannot be written.</exception>
    public static void WriteData(string home, string to)
    {
        if (Path.Exists(to))
            throw new IOException($"{to} is there already.");
        var temporary = to + ".new";
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
        HomeFolder.CreatePrivate(temporary);
        HomeFolder.CreatePrivate(Path.Combine(temporary, "data"));
        HomeFolder.CreatePrivate(Path.Combine(temporary, "log-heads"));
        CopyIfThere(home, temporary, "rapport.json");

        // The audit's head before the lines it covers, the heads of segments after them: never a head without its lines.
        CopyIfThere(Path.Combine(home, "log-heads"), Path.Combine(temporary, "log-heads"), "audit.head");
        foreach (var file in DataFiles.Where(file => File.Exists(Path.Combine(home, "data", file))))
            CopyDatabase(Path.Combine(home, "data", file), Path.Combine(temporary, "data", file));
        foreach (var head in HeadsOf(Path.Combine(temporary, "data", "decisions.db")))
            CopyIfThere(Path.Combine(home, "log-heads"), Path.Combine(temporary, "log-heads"), head);
        Directory.Move(temporary, to);
        HomeFolder.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Copies key store and signing key over the copy that is there: only the latest state is kept, so that an erased customer's key is nowhere. The key-encryption key is not in it.</summary>
    public static void WriteKeys(string home, string to)
    {
        HomeFolder.CreatePrivate(to);
        if (Directory.Exists(Path.Combine(to, "data")) || File.Exists(Path.Combine(to, "rapport.json")))
            throw new IOException($"{to} holds data: keys are kept apart from them.");
        var store = Path.Combine(to, "keystore.db");
        CopyDatabase(Path.Combine(home, "keys", "keystore.db"), store + ".new");
        if (File.Exists(store))
            Overwrite(store);
        File.Move(store + ".new", store, overwrite: true);
        CopyIfThere(Path.Combine(home, "keys"), to, "signing.pem");
        HomeFolder.SyncFolder(to);
    }

    /// <summary>Puts a copy of the data into a home that has none, and one of the key store where there is none. The next start brings the data in line with the keys.</summary>
    /// <exception cref="IOException">The home has data, or there is nothing to restore.</exception>
    public static void Restore(string from, string? keys, string home)
    {
        if (!File.Exists(Path.Combine(from, "data", "rapport.db")))
            throw new IOException($"{from} is no backup of data.");
        if (File.Exists(Path.Combine(home, "data", "rapport.db")))
            throw new IOException($"{home} has data: move its folder data away first.");
        Directory.CreateDirectory(home);
        HomeFolder.CreatePrivate(Path.Combine(home, "keys"));
        if (keys is not null && !File.Exists(Path.Combine(home, "keys", "keystore.db")))
        {
            foreach (var file in KeyFiles)
                CopyIfThere(keys, Path.Combine(home, "keys"), file);
        }

        if (!File.Exists(Path.Combine(home, "rapport.json")))
            CopyIfThere(from, home, "rapport.json");
        SetAside(home, "models");
        SetAside(home, "log-heads");
        foreach (var folder in (string[])["log-heads", "data"])
        {
            Directory.CreateDirectory(Path.Combine(home, folder));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(from, folder)))
                CopyIfThere(Path.Combine(from, folder), Path.Combine(home, folder), Path.GetFileName(file));
        }
    }

    /// <summary>What belonged to newer data is kept beside, not mixed in: heads that were signed since the backup are evidence. Models are rebuilt.</summary>
    private static void SetAside(string home, string folder)
    {
        var path = Path.Combine(home, folder);
        if (!Directory.Exists(path))
            return;
        if (folder == "models")
        {
            foreach (var model in Directory.EnumerateFiles(path, "*.bin", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(path, "current", SearchOption.AllDirectories)).ToArray())
                File.Delete(model);
            return;
        }

        var number = 1;
        while (Directory.Exists($"{path}.before-restore-{number}"))
            number++;
        Directory.Move(path, $"{path}.before-restore-{number}");
    }

    /// <summary>A whole, compact copy without the remains of deleted rows, while others read and write.</summary>
    private static void CopyDatabase(string from, string to)
    {
        if (File.Exists(to))
            File.Delete(to);
        using var database = new SqliteDatabase(from);
        database.Prepare("VACUUM INTO ?1").Bind(to).Run();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static List<string> HeadsOf(string decisions)
    {
        var heads = new List<string>();
        if (!File.Exists(decisions))
            return heads;
        using var database = new SqliteDatabase(decisions);
        var statement = database.Prepare("SELECT writer, segment FROM decision_segments WHERE state <> 0");
        while (statement.Step())
            heads.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{statement.Text(0)}-{statement.Long(1):D8}.json"));
        return heads;
    }

    private static void CopyIfThere(string from, string to, string file)
    {
        if (!File.Exists(Path.Combine(from, file)))
            return;
        HomeFolder.WriteDurably(Path.Combine(to, file), target =>
        {
            using var source = File.OpenRead(Path.Combine(from, file));
            source.CopyTo(target);
        });
    }

    /// <summary>The old copy has keys of customers who may be erased since.</summary>
    private static void Overwrite(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Write(new byte[file.Length]);
        file.Flush(flushToDisk: true);
    }
}
