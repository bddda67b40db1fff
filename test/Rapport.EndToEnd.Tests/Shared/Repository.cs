namespace Rapport.EndToEnd.Tests.Shared;

/// <summary>Where things lie in the checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Client(string script) => Path.Combine(Root, "test", "clients", "plain", script);

    /// <summary>True when the long proofs are asked for: <c>./run prove</c>.</summary>
    public static bool ProvesInFull => Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rapport.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in a checkout.");
    }
}
