using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.EndToEnd.Tests.Shared;

/// <summary>What a thief of disks has: every file as bytes, and every row of every database in them.</summary>
internal sealed class Loot
{
    private readonly List<(string Name, byte[] Bytes)> _files = [];
    private readonly List<(string Table, byte[] Row)> _rows = [];

    public IReadOnlyList<(string Name, byte[] Bytes)> Files => _files;

    /// <summary>Each row as the bytes of all its columns.</summary>
    public IReadOnlyList<(string Table, byte[] Row)> Rows => _rows;

    /// <summary>Adds all files of folders, write-ahead logs too, and parses those that are databases.</summary>
    public async Task<Loot> TakeFoldersAsync(params string[] folders)
    {
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock").Select(file => (Folder: folder, Path: file))))
        {
            _files.Add((Path.GetFileName(file.Folder) + "/" + Path.GetRelativePath(file.Folder, file.Path), Read(file.Path)));
            if (Path.GetExtension(file.Path) == ".db")
                await ParseAsync(file.Path);
        }

        return this;
    }

    /// <summary>Adds the rows of a PostgreSQL database and the files of its whole cluster.</summary>
    public async Task<Loot> TakePostgresAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using (var checkpoint = source.CreateCommand("CHECKPOINT"))
            await checkpoint.ExecuteNonQueryAsync();
        await using var folder = source.CreateCommand("SELECT current_setting('data_directory')");
        var data = (string)(await folder.ExecuteScalarAsync())!;
        foreach (var file in new[] { "base", "pg_wal" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(data, part), "*", SearchOption.AllDirectories)))
            _files.Add((Path.GetRelativePath(data, file), Read(file)));
        foreach (var table in await ListAsync(source, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"))
        {
            await using var all = source.CreateCommand($"SELECT * FROM {table}");
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                Keep("postgres/" + table, reader);
        }

        return this;
    }

    public static bool Holds(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;

    private async Task ParseAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var names = new SqliteCommand("SELECT name FROM sqlite_schema WHERE type = 'table'", connection))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        foreach (var table in tables)
        {
#pragma warning disable CA2100 // The name comes from the file's own schema.
            await using var all = new SqliteCommand($"SELECT * FROM \"{table}\"", connection);
#pragma warning restore CA2100
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                Keep(Path.GetFileName(path) + "/" + table, reader);
        }
    }

    private void Keep(string table, System.Data.Common.DbDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        _rows.Add((table, [.. values.SelectMany(value => (byte[])[.. value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""), 0])]));
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
            list.Add(reader.GetString(0));
        return list;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
