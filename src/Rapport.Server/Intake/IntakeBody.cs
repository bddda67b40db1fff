using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Rapport.Server.Intake;

/// <summary>The body of a tracking request: at most 500 KB, after inflation too, whatever its content type says.</summary>
internal static class IntakeBody
{
    public const int MostBytes = 500 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 32 };

    /// <returns>The document, or the code of a problem and where it lies.</returns>
    public static async Task<(JsonDocument? Document, string Problem, string? Detail)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
            return (null, "bad-encoding", null);
        if (request.ContentLength > MostBytes)
            return (null, "batch-too-large", null);
        try
        {
            await using var inflated = encoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : null;
            var bytes = await ReadAsync(inflated ?? request.Body, cancellation);
            return bytes is { } body ? (JsonDocument.Parse(body, Lenient), "", null) : (null, "batch-too-large", null);
        }
        catch (InvalidDataException)
        {
            return (null, "bad-encoding", null);
        }
        catch (JsonException json)
        {
            return (null, "malformed-json", $"Line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.");
        }
    }

    /// <summary>Null when there is more than is taken.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var body = new MemoryStream(16 * 1024);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > MostBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
