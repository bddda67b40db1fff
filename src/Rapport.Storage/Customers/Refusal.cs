using System.Text;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Customers;

/// <summary>What one change of a customer said no to or took back, sealed under her data key.</summary>
/// <param name="Number">Its place in the key store; 0 before it is kept.</param>
internal sealed record Refusal(long Number, CustomerKey Customer, byte[] Sealed)
{
    /// <summary>Null where a change took nothing back.</summary>
    public static Refusal? Of(CustomerKey customer, CustomerFile file, byte[] key)
    {
        var choices = file.Ledger.Entries.Skip(file.StoredEntries).Where(entry => entry.Choice != ConsentChoice.Granted || entry.Scope == ConsentScope.Child).ToList();
        if (choices.Count == 0 && file.TakenBack.Count == 0)
            return null;
        var writer = new ByteWriter();
        writer.Unsigned((ulong)choices.Count);
        foreach (var choice in choices)
            Write(writer, choice);
        HistoryCodec.Write(writer, file.TakenBack);
        return new Refusal(0, customer, Sealer.Seal(key, writer.Written, Associated(customer)));
    }

    /// <summary>Does to a file what it does not know of yet; nothing where the refusal is of an earlier life of the customer.</summary>
    /// <param name="catalogue">Says what lines are about.</param>
    public void ApplyTo(CustomerFile file, byte[] key, ItemCatalogue catalogue)
    {
        if (Sealer.Open(key, Sealed, Associated(Customer)) is not { } bytes)
            return;
        var reader = new ByteReader(bytes);
        for (var count = reader.Count(); count > 0; count--)
        {
            var choice = ReadChoice(reader);
            if (!file.Ledger.Entries.Contains(choice))
                file.Choose(choice, catalogue);
        }

        var lines = new List<HistoryLine>();
        HistoryCodec.Read(reader, lines);
        var taken = lines.Select(Name).ToHashSet();
        file.Remove(line => taken.Contains(Name(line)));
    }

    private static (ulong, EventKind, ItemId?) Name(HistoryLine line) => (line.MessageKey, line.Kind, line.Item);

    private static void Write(ByteWriter writer, ConsentEntry choice)
    {
        writer.Byte((byte)choice.Purpose);
        writer.Byte((byte)choice.Choice);
        writer.Signed(choice.At.UtcTicks);
        writer.Text(choice.TextVersion);
        writer.Text(choice.Language);
        writer.Text(choice.Surface);
        writer.Byte((byte)choice.Source);
        writer.Text(choice.Scope);
        writer.Text(Circumstances.Write(choice));
    }

    private static ConsentEntry ReadChoice(ByteReader reader)
    {
        var choice = new ConsentEntry(
            (Purposes)reader.Byte(), (ConsentChoice)reader.Byte(), new DateTimeOffset(reader.Signed(), TimeSpan.Zero),
            reader.Text()!, reader.Text()!, reader.Text()!, (ConsentSource)reader.Byte(), reader.Text());
        return Circumstances.Read(reader.Text(), choice);
    }

    private static byte[] Associated(CustomerKey customer) => [.. Encoding.UTF8.GetBytes("refusal\0" + customer.Tenant.Value + "\0"), .. customer.ToBytes()];
}
