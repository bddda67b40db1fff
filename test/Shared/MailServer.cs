using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MimeKit;

namespace Rapport.Testing;

/// <summary>A real mail server (OpenSMTPD) on loopback and a free port, that puts every mail into a maildir.</summary>
/// <remarks>Where it is missing, or this is not root, its tests are skipped and say so; under <c>CI=true</c> they fail.</remarks>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Binary = "/usr/sbin/smtpd";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _server;
    private readonly string _folder;
    private readonly FileSystemWatcher _watcher;
    private readonly Channel<string> _arrivals = Channel.CreateUnbounded<string>();

    private MailServer(Process server, string folder, int port)
    {
        (_server, _folder, Port) = (server, folder, port);
        _watcher = new FileSystemWatcher(New);
        _watcher.Created += (_, _) => _arrivals.Writer.TryWrite("");
        _watcher.Renamed += (_, _) => _arrivals.Writer.TryWrite("");
        _watcher.EnableRaisingEvents = true;
    }

    public int Port { get; }

    private string New => Path.Combine(_folder, "mail", "new");

    public static async Task<MailServer> StartAsync()
    {
        if (!File.Exists(Binary) || Environment.UserName != "root")
        {
            const string Missing = "OpenSMTPD is not installed (Debian: apt-get install opensmtpd) or this is not root: its tests did not run.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Skip(Missing);
        }

        var folder = Directory.CreateTempSubdirectory("rapport-mail-").FullName;
        var port = FreePort();
        foreach (var part in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(folder, "mail", part));
        await RunAsync("/bin/chown", "-R", "nobody", folder);
        var configuration = Path.Combine(folder, "smtpd.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $$"""
            table everybody { "@" = "nobody" }
            listen on 127.0.0.1 port {{port}}
            action "keep" maildir "{{folder}}/mail" virtual <everybody>
            match from any for any action "keep"

            """));
        await RunAsync("/bin/chmod", "755", folder);
        await RunAsync("/bin/chown", "root", configuration);
        var server = Process.Start(new ProcessStartInfo(Binary, ["-d", "-v", "-f", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        // It says so when it listens.
        while (await server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("smtp: listen on", StringComparison.Ordinal))
        {
        }

        _ = server.StandardError.ReadToEndAsync(CancellationToken.None);
        return new MailServer(server, folder, port);
    }

    /// <summary>Every mail delivered, once there are so many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync(int least = 1)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (Count < least)
            await _arrivals.Reader.ReadAsync(patience.Token);
        return [.. Directory.EnumerateFiles(New).Select(file => MimeMessage.Load(file))];
    }

    /// <summary>How many mails were delivered.</summary>
    public int Count => Directory.EnumerateFiles(New).Count();

    public async ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync(CancellationToken.None);
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
