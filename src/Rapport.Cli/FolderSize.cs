namespace Rapport.Cli;

/// <summary>How much a folder takes on disk.</summary>
internal static class FolderSize
{
    /// <summary>All files in it and below, in MiB.</summary>
    internal static double MiB(string folder) =>
        Directory.Exists(folder) ? Math.Round(new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1048576.0, 1) : 0;
}
