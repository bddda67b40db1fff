using System.Reflection;

namespace Rapport.Storage.Sqlite;

/// <summary>The numbered SQL texts shipped with the program, run forward only and once each.</summary>
internal static class Migrations
{
    /// <summary>The texts of a folder, by name.</summary>
    public static IEnumerable<(string Name, string Sql)> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var name = resource.Replace('\\', '/');
            if (!name.StartsWith(folder, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (name[(folder.Length + 1)..], reader.ReadToEnd());
        }
    }

    public static void Run(SqliteDatabase database, string folder)
    {
        database.Execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID");
        foreach (var (name, sql) in Of(folder))
        {
            database.Transact(inside =>
            {
                var known = inside.Prepare("SELECT 1 FROM migrations WHERE name = ?1").Bind(name);
                var isKnown = known.Step();
                known.Reset();
                if (isKnown)
                    return;
                inside.Execute(sql);
                inside.Prepare("INSERT INTO migrations VALUES (?1)").Bind(name).Run();
            });
        }
    }
}
