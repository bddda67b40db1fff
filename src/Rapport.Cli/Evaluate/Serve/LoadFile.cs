using System.Buffers.Binary;
using System.Text;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Prepared requests on disk, so that the load runs in a process of its own.</summary>
internal static class LoadFile
{
    public static byte[] Post(string path, string? authorization, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{(authorization is null ? "" : $"Authorization: {authorization}\r\n")}Content-Length: {body.Length}\r\n\r\n"), .. body];

    public static void Write(string file, IEnumerable<byte[]> requests)
    {
        using var stream = File.Create(file);
        Span<byte> length = stackalloc byte[4];
        foreach (var request in requests)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, request.Length);
            stream.Write(length);
            stream.Write(request);
        }
    }

    public static List<byte[]> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var requests = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at, 4));
            requests.Add(bytes[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }

        return requests;
    }
}
