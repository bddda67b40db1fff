using System.IO.Compression;

namespace Rapport.Cli.Imports;

/// <summary>A file to be read from its beginning to its end, unpacked where it is gzip.</summary>
internal sealed class PlainFile : IDisposable
{
    private readonly FileStream _file;

    private PlainFile(FileStream file)
    {
        _file = file;
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        Content = new RowLimit(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>Read by rows, of which none may be too long.</summary>
    internal RowLimit Content { get; }

    /// <summary>How much of the file is read, 0 to 1.</summary>
    internal double Share => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <exception cref="CommandFailedException">There is no such file.</exception>
    internal static PlainFile Open(string path)
    {
        if (!File.Exists(path))
            throw new CommandFailedException(ExitCode.BadInput, $"There is no file {path}.");
        return new PlainFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));
    }

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
