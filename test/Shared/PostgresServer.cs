using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Rapport.Testing;

/// <summary>A throw-away PostgreSQL of this machine's own binaries, on loopback and a free port; one a test assembly.</summary>
/// <remarks>Where the binaries are missing tests are skipped and say so; under <c>CI=true</c> they fail. It syncs to disk like a real one.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string? _binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private readonly SemaphoreSlim _starting = new(1);
    private string? _folder;
    private string? _connection;
    private int _databases;

    /// <summary>A connection string to a new, empty database; starts the server when it is the first.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        if (_binaries is null)
        {
            const string Missing = "PostgreSQL is not installed (Debian: apt-get install postgresql): its tests did not run.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Skip(Missing);
        }

        await StartAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"rapport_{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(_connection! + ";Database=postgres;Pooling=false");
        await using var command = source.CreateCommand("CREATE DATABASE " + name);
        await command.ExecuteNonQueryAsync();
        return $"{_connection};Database={name}";
    }

    /// <summary>Stops the server as a power cut would.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", DataFolder, "-m", "immediate", "-w", "stop");

    public Task StartAgainAsync() => RunAsync("pg_ctl", "-D", DataFolder, "-l", Path.Combine(_folder!, "log"), "-w", "-t", "300", "start");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        await Task.Run(() => Stop(null, EventArgs.Empty));
        _starting.Dispose();
    }

    private string DataFolder => Path.Combine(_folder!, "data");

    private async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_connection is not null)
                return;
            _folder = Directory.CreateTempSubdirectory("rapport-postgres-").FullName;
            // PostgreSQL refuses to run as root: then it runs as its own user.
            if (IsRoot)
                await RunAsync("/bin/chown", "postgres", _folder);
            await RunAsync("initdb", "-D", DataFolder, "-U", "rapport", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            var port = FreePort();
            await File.AppendAllTextAsync(
                Path.Combine(DataFolder, "postgresql.conf"), string.Create(CultureInfo.InvariantCulture, $"\nlisten_addresses='127.0.0.1'\nport={port}\nunix_socket_directories='{_folder}'\n"));
            AppDomain.CurrentDomain.ProcessExit += Stop;
            await StartAgainAsync();
            _connection = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=rapport");
        }
        finally
        {
            _starting.Release();
        }
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Stop(object? sender, EventArgs happened)
    {
        if (_folder is null)
            return;
        try
        {
            StopAsync().GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            // It was not running.
        }

        Directory.Delete(_folder, recursive: true);
        _folder = null;
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(_binaries!, program);
        // No pipes: the server would keep them open.
        var start = IsRoot && !Path.IsPathRooted(program)
            ? new ProcessStartInfo("/bin/sh", ["-c", "exec runuser -u postgres -- \"$@\" >/dev/null 2>&1", "sh", path, .. arguments])
            : new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", path, .. arguments]);
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}.");
    }
}
