using System.Runtime.InteropServices;
using System.Text;

namespace Rapport.Storage;

/// <summary>The folders and files of a home, and the lock that keeps a second server out.</summary>
internal sealed class HomeFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    /// <exception cref="HomeInUseException">Another server holds it.</exception>
    public HomeFolder(StorageOptions options)
    {
        Root = Path.GetFullPath(options.Home);
        Keys = options.KeysFolder is { } keys ? Path.GetFullPath(keys) : Path.Combine(Root, "keys");
        Directory.CreateDirectory(Root);
        try
        {
            _lock = new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new HomeInUseException("Another server uses this home folder.", problem);
        }

        if (options.Store == StoreKind.Sqlite)
            Directory.CreateDirectory(Data);
        CreatePrivate(Keys);
        CreatePrivate(Models);
        Directory.CreateDirectory(LogHeads);
    }

    public string Root { get; }

    public string Keys { get; }

    public string Data => Path.Combine(Root, "data");

    public string Models => Path.Combine(Root, "models");

    public string LogHeads => Path.Combine(Root, "log-heads");

    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    /// <summary>Keeps other servers out of the keys folder while keys are found or made: two that start together must not make two.</summary>
    public async Task<IDisposable> LockKeysAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Keys, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(20, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes a file so that a crash leaves the old one or the new one, and the new one is on disk.</summary>
    public static void WriteDurably(string path, byte[] bytes) => WriteDurably(path, stream => stream.Write(bytes));

    /// <summary>As <see cref="WriteDurably(string, byte[])"/>, for what is written piece by piece.</summary>
    public static void WriteDurably(string path, Action<Stream> write)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Puts the names in a folder on disk: a renamed file is safe only then.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = NativeOpen([.. Encoding.UTF8.GetBytes(folder), 0], 0);
        if (descriptor < 0)
            throw new IOException("The folder could not be opened to be put on disk.");
        try
        {
            if (NativeSync(descriptor) != 0)
                throw new IOException("The folder could not be put on disk.");
        }
        finally
        {
            _ = NativeClose(descriptor);
        }
    }

    public void Dispose() => _lock.Dispose();

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeOpen(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeClose(int descriptor);
}
