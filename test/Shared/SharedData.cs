namespace Rapport.Tests.Shared;

/// <summary>The real data sets beside the repository: under <c>RAPPORT_DATA</c>, or the nearest <c>shared/data</c> beside a folder above.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder of the data; null where it is not there.</summary>
    internal static string? Find(string name) => Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Path.Exists);

    /// <summary>The path, or the test is skipped loudly; under CI a missing set is a failure.</summary>
    internal static string Require(string name)
    {
        var found = Find(name);
        var missing = $"SKIPPED: {name} is not there; set RAPPORT_DATA. What rests on it was not checked.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(found is not null, missing);
        Assert.SkipWhen(found is null, missing);
        return found!;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("RAPPORT_DATA") is { } given)
            yield return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
