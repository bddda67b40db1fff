using System.Reflection;

namespace Rapport.Storage;

/// <summary>The numbered SQL texts shipped with the program; each runs once, forward only.</summary>
internal static class Schema
{
    /// <summary>The texts of a folder, in order.</summary>
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
}
