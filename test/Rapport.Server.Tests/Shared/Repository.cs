namespace Rapport.Server.Tests.Shared;

/// <summary>The folder of the working copy.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Rapport.slnx")) ? folder.FullName : Find(folder.Parent!);
}
