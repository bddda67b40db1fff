using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Decisions;

/// <summary>Signed heads of closed segments, a file each, so that a log cut short shows. Copy them elsewhere to hold the operator to them.</summary>
internal sealed class LogHeads(string folder, SigningKey signing)
{
    public void Export(LogSegment segment)
    {
        var statement = StatementOf(segment);
        var head = new SignedHead(statement, Convert.ToBase64String(signing.Sign(Encoding.UTF8.GetBytes(statement))));
        HomeFolder.WriteDurably(PathOf(segment), JsonSerializer.SerializeToUtf8Bytes(head, LogHeadJson.Default.SignedHead));
    }

    /// <summary>True when the head of a segment was exported.</summary>
    public bool Has(LogSegment segment) => File.Exists(PathOf(segment));

    /// <summary>Null when the exported heads and the table agree, otherwise where they first do not.</summary>
    /// <param name="segments">Closed segments of all writers.</param>
    public string? Check(IEnumerable<LogSegment> segments, string ownWriter)
    {
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            var name = $"Segment {segment.Number} of writer {segment.Writer}";
            expected.Add(PathOf(segment));
            if (!File.Exists(PathOf(segment)))
            {
                if (segment.Writer == ownWriter)
                    return $"{name} has no exported head.";
                continue;
            }

            if (Read(PathOf(segment)) is not { } head || !signing.Verify(Encoding.UTF8.GetBytes(head.Statement), Convert.FromBase64String(head.Signature)))
                return $"The exported head of {name} is not signed by this server.";
            if (head.Statement != StatementOf(segment))
                return $"{name} differs from its exported head.";
        }

        return Directory.EnumerateFiles(folder, "*.json").FirstOrDefault(path => !expected.Contains(path)) is { } orphan
            ? $"The exported head {Path.GetFileName(orphan)} has no segment: the log was cut."
            : null;
    }

    /// <summary>The writer that this home is, made at the first start.</summary>
    public string ReadOrMakeWriter()
    {
        var path = Path.Combine(folder, "writer");
        if (!File.Exists(path))
            HomeFolder.WriteDurably(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6))));
        return File.ReadAllText(path);
    }

    private static string StatementOf(LogSegment segment) => string.Create(
        CultureInfo.InvariantCulture,
        $"rapport decision log; writer {segment.Writer}; segment {segment.Number}; {(segment.State == SegmentState.Torn ? "torn" : "sealed")}; lines {segment.Lines}; previous {Convert.ToHexStringLower(segment.Previous)}; head {Convert.ToHexStringLower(segment.Head)}");

    private static SignedHead? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LogHeadJson.Default.SignedHead);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(LogSegment segment) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{segment.Writer}-{segment.Number:D8}.json"));
}

/// <summary>The head of one segment in words, and the signature over the words.</summary>
internal sealed record SignedHead(string Statement, string Signature);

/// <summary>How heads are kept: JSON, without reflection.</summary>
[JsonSerializable(typeof(SignedHead))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class LogHeadJson : JsonSerializerContext;
