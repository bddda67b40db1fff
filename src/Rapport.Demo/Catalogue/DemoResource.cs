namespace Rapport.Demo.Catalogue;

/// <summary>The texts and drawings that travel inside the assembly.</summary>
internal static class DemoResource
{
    internal static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(DemoResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing from the build.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    internal static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries);
}
