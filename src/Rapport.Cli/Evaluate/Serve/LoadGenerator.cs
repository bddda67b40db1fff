using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Keep-alive HTTP/1.1 connections that send prepared requests one after another and time each answer. Loopback only.</summary>
/// <remarks>Raw sockets, because a full client would cost as much as the server it measures. Each connection starts at its own place in the requests.</remarks>
internal static class LoadGenerator
{
    /// <summary>Loads a loopback port for a bounded time.</summary>
    /// <param name="requests">Whole requests, header and body.</param>
    /// <param name="most">Stops after so many answers, whatever the time; 0 for no such bound.</param>
    public static async Task<LoadResult> RunAsync(int port, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration, long most = 0)
    {
        var clock = Stopwatch.StartNew();
        var budget = new Budget(most == 0 ? long.MaxValue : most);
        var runs = Enumerable.Range(0, connections).Select(i => Task.Run(() => RunConnectionAsync(port, requests, i * (requests.Count / connections), clock, duration, budget))).ToArray();
        var results = await Task.WhenAll(runs).ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        var latencies = results.SelectMany(result => result.Latencies).Order().ToArray();
        return new LoadResult(latencies.Length, results.Sum(result => result.Failures), seconds, At(latencies, 0.50), At(latencies, 0.99));
    }

    private static async Task<(List<long> Latencies, long Failures)> RunConnectionAsync(int port, IReadOnlyList<byte[]> requests, int start, Stopwatch clock, TimeSpan duration, Budget budget)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        var buffer = new byte[256 * 1024];
        var latencies = new List<long>(1 << 16);
        var failures = 0L;
        for (var i = start; clock.Elapsed < duration && budget.Take(); i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(requests[i % requests.Count]).ConfigureAwait(false);
            if (await ReceiveAsync(socket, buffer).ConfigureAwait(false))
                latencies.Add(Stopwatch.GetTimestamp() - sent);
            else
                failures++;
        }

        return (latencies, failures);
    }

    /// <summary>Reads one answer, with a length or in chunks; true for status 200.</summary>
    private static async Task<bool> ReceiveAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        var whole = -1;
        var bodyAt = -1;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
            if (read == 0)
                throw new IOException("The server closed the connection.");
            filled += read;
            if (bodyAt < 0)
                (bodyAt, whole) = ReadHead(buffer.AsSpan(0, filled));
            if (bodyAt >= 0 && (whole >= 0 ? filled >= whole : buffer.AsSpan(bodyAt, filled - bodyAt).EndsWith("0\r\n\r\n"u8)))
                return buffer.AsSpan(9, 3).SequenceEqual("200"u8);
        }
    }

    private static (int BodyAt, int Whole) ReadHead(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return (-1, -1);
        var length = answer[..end].IndexOf("Content-Length: "u8);
        if (length < 0)
            return (end + 4, -1);
        var digits = answer[(length + 16)..];
        digits = digits[..digits.IndexOf((byte)'\r')];
        return (end + 4, end + 4 + int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static double At(long[] sorted, double quantile) =>
        sorted.Length == 0 ? 0 : Stopwatch.GetElapsedTime(0, sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(quantile * sorted.Length))]).TotalMilliseconds;

    private sealed class Budget(long most)
    {
        private long _left = most;

        public bool Take() => Interlocked.Decrement(ref _left) >= 0;
    }
}
