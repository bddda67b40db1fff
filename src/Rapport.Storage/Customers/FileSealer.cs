using System.Text;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Customers;

/// <summary>A customer file to and from its two sealed blocks: a compacted body and a tail that takes the latest lines (ground rule 10).</summary>
internal static class FileSealer
{
    /// <summary>The most lines a tail holds; beyond it they merge into the body.</summary>
    public const int TailLines = 64;

    private const byte Format = 1;
    private const int AssociatedLength = 128;
    private const byte Nameless = 2;

    private static ReadOnlySpan<byte> Body => "body\0"u8;

    private static ReadOnlySpan<byte> Tail => "tail\0"u8;

    /// <summary>Stands in the ledger's rows for what a choice was about, where that is told in the sealed tail only.</summary>
    private const string SealedScope = "sealed";

    /// <summary>A file that was opened, with how many of its lines the stored tail has.</summary>
    public sealed record OpenedFile(CustomerFile File, int StoredTailLines, bool HasBody, bool IsNew);

    public static OpenedFile New(CustomerId customer, StoredCustomer stored) =>
        new(new CustomerFile(customer, new ConsentLedger(stored.Consents), [], [], stored.ErasedAt), 0, false, true);

    /// <summary>Opens both blocks with the key at hand or, where that does not fit, with the one in the key store; null when neither opens them.</summary>
    public static OpenedFile? Open(StoredCustomer stored, KeyRing keys, CustomerId asked, out byte[]? key)
    {
        key = keys.Find(stored.Key);
        if (key is not null && Open(stored, key, asked) is { } opened)
            return opened;
        key = keys.FindFresh(stored.Key);
        return key is null ? null : Open(stored, key, asked);
    }

    /// <summary>Opens both blocks; null when the key is not theirs.</summary>
    /// <param name="asked">Whose file it is; a file with lines says so itself.</param>
    public static OpenedFile? Open(StoredCustomer stored, byte[] key, CustomerId? asked = null)
    {
        var lines = new List<HistoryLine>();
        var spent = new List<ulong>();
        if (stored.Body is not null)
        {
            if (Sealer.Open(key, stored.Body, Associated(stored.Key, Body, stackalloc byte[AssociatedLength])) is not { } body)
                return null;
            var reader = new ByteReader(body);
            for (var count = reader.Count(); count > 0; count--)
                spent.Add(reader.Fixed64());
            HistoryCodec.Read(reader, lines);
        }

        if (Sealer.Open(key, stored.Tail!, Associated(stored.Key, Tail, stackalloc byte[AssociatedLength])) is not { } tail)
            return null;
        var tailReader = new ByteReader(tail);
        var kind = tailReader.Byte();
        var id = tailReader.Text()!;
        var bodyLines = lines.Count;
        HistoryCodec.Read(tailReader, lines);
        var customer = kind switch
        {
            Nameless => asked ?? throw new InvalidOperationException("A file without a name was read, and nobody asked for one."),
            1 => CustomerId.Anonymous(id),
            _ => CustomerId.Known(id),
        };
        var file = new CustomerFile(customer, new ConsentLedger(WithScopes(stored.Consents, tailReader)), lines, spent, stored.ErasedAt);
        return new OpenedFile(file, lines.Count - bodyLines, stored.Body is not null, false);
    }

    /// <summary>Seals what changed; an append of few lines touches the tail only.</summary>
    public static CustomerWrite Seal(CustomerKey name, OpenedFile opened, byte[] key)
    {
        var file = opened.File;
        var added = file.History.Count - file.StoredLines;
        var onlyTail = !file.IsRewritten && opened.StoredTailLines + added <= TailLines;
        var fitsTail = file.History.Count <= TailLines && file.Spent.Count == 0;
        var tailFrom = onlyTail ? file.StoredLines - opened.StoredTailLines : fitsTail ? 0 : file.History.Count;
        return new CustomerWrite(
            name,
            opened.IsNew,
            SealTail(name, file, tailFrom, key),
            onlyTail || fitsTail ? null : SealBody(name, file, key),
            !onlyTail && fitsTail && opened.HasBody,
            file.History.Count,
            file.StoredEntries,
            [.. file.Ledger.Entries.Skip(file.StoredEntries).Select(entry => IsTelling(entry.Scope) ? entry with { Scope = SealedScope } : entry)]);
    }

    private static byte[] SealTail(CustomerKey name, CustomerFile file, int from, byte[] key)
    {
        var writer = new ByteWriter();
        // Nothing is kept and nothing may be: then nobody needs the name, and it is not kept either.
        var isNameless = file.History.Count == 0 && !file.Ledger.HasYes;
        writer.Byte(isNameless ? Nameless : file.Customer.IsAnonymous ? (byte)1 : (byte)0);
        writer.Text(isNameless ? "" : file.Customer.Value);
        HistoryCodec.Write(writer, file.History, from);
        WriteScopes(writer, file.Ledger.Entries);
        return Sealer.Seal(key, writer.Written, Associated(name, Tail, stackalloc byte[AssociatedLength]));
    }

    /// <summary>A topic says something about a person, and so does its name beside a keyed hash.</summary>
    private static bool IsTelling(string? scope) => scope is ['S', >= '0' and <= '9', ..] || scope?.StartsWith("topic:", StringComparison.Ordinal) == true;

    private static void WriteScopes(ByteWriter writer, IReadOnlyList<ConsentEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (!IsTelling(entries[i].Scope))
                continue;
            writer.Unsigned((ulong)i);
            writer.Text(entries[i].Scope!);
        }
    }

    private static IReadOnlyList<ConsentEntry> WithScopes(IReadOnlyList<ConsentEntry> entries, ByteReader reader)
    {
        if (reader.IsAtEnd)
            return entries;
        var named = entries.ToArray();
        while (!reader.IsAtEnd)
        {
            var i = reader.Count();
            named[i] = named[i] with { Scope = reader.Text() };
        }

        return named;
    }

    private static byte[] SealBody(CustomerKey name, CustomerFile file, byte[] key)
    {
        var writer = new ByteWriter();
        writer.Unsigned((ulong)file.Spent.Count);
        foreach (var message in file.Spent)
            writer.Fixed64(message);
        HistoryCodec.Write(writer, file.History);
        return Sealer.Seal(key, writer.Written, Associated(name, Body, stackalloc byte[AssociatedLength]));
    }

    /// <summary>A block opens only in its own place.</summary>
    private static ReadOnlySpan<byte> Associated(CustomerKey name, ReadOnlySpan<byte> block, Span<byte> buffer)
    {
        buffer[0] = Format;
        block.CopyTo(buffer[1..]);
        var written = 1 + block.Length;
        written += Encoding.ASCII.GetBytes(name.Tenant.Value, buffer[written..]);
        buffer[written++] = 0;
        name.Write(buffer.Slice(written, CustomerKey.Length));
        return buffer[..(written + CustomerKey.Length)];
    }
}
