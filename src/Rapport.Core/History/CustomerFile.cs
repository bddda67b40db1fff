using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>All that is kept about one customer: choices and permitted history. The unit of locking, of encryption and of forgetting.</summary>
/// <remarks>
/// <para><b>Invariant</b>: history lines keep order of arrival and carry at least one purpose each; a message is recorded once, also after its lines were deleted,
/// for as many messages as <see cref="MaxSpent"/>.</para>
/// <para><b>Threads</b>: not safe; a store hands it to one caller at a time.</para>
/// </remarks>
public sealed class CustomerFile
{
    /// <summary>The most lines one customer keeps; beyond it the oldest go. Bounds memory, disk and influence.</summary>
    public const int MaxLines = 5_000;

    /// <summary>The most messages that are remembered after their lines went; beyond it the longest gone are let go. Without it a sender could fill the disk.</summary>
    public const int MaxSpent = 4 * MaxLines;

    private readonly List<HistoryLine> _history;
    private HashSet<ulong>? _messages;
    private readonly List<ulong> _spent;
    private readonly List<HistoryLine> _takenBack = [];

    /// <param name="spent">Keys of messages whose lines are gone; they are still not taken in again.</param>
    public CustomerFile(CustomerId customer, ConsentLedger ledger, IEnumerable<HistoryLine> history, IEnumerable<ulong> spent, DateTimeOffset? erasedAt)
    {
        Customer = customer;
        Ledger = ledger ?? throw new ArgumentNullException(nameof(ledger));
        _history = [.. history];
        _spent = [.. spent];
        ErasedAt = erasedAt;
        StoredEntries = ledger.Entries.Count;
        StoredLines = _history.Count;
    }

    public CustomerId Customer { get; }

    public ConsentLedger Ledger { get; }

    public IReadOnlyList<HistoryLine> History => _history;

    /// <summary>Keys of messages whose lines are gone, the longest gone first.</summary>
    public IReadOnlyCollection<ulong> Spent => _spent;

    /// <summary>When an earlier life of this customer was erased, from the tombstone.</summary>
    public DateTimeOffset? ErasedAt { get; }

    /// <summary>How many entries of the ledger the store already has; those after it are new.</summary>
    public int StoredEntries { get; }

    /// <summary>How many history lines the store already has; those after it are new unless <see cref="IsRewritten"/>.</summary>
    public int StoredLines { get; }

    /// <summary>True when stored lines were changed or removed, so that appending is not enough.</summary>
    public bool IsRewritten { get; private set; }

    /// <summary>Lines that were taken back one by one since the file was opened; what a no or the retention took is not among them.</summary>
    public IReadOnlyList<HistoryLine> TakenBack => _takenBack;

    public bool HasChanges => IsRewritten || _history.Count != StoredLines || Ledger.Entries.Count != StoredEntries;

    public bool HasSeen(string messageId) => Messages.Contains(KeyOf(messageId));

    /// <summary>Puts a permitted event into history and what it taught into the ledger.</summary>
    /// <exception cref="ArgumentException">The event is another customer's.</exception>
    public void Record(PermittedEvent permitted)
    {
        ArgumentNullException.ThrowIfNull(permitted);
        var happened = permitted.Event;
        if (happened.Customer != Customer)
            throw new ArgumentException("The event is another customer's.", nameof(permitted));

        var key = KeyOf(happened.MessageId);
        if (!Messages.Add(key))
            return;
        foreach (var entry in permitted.Verdict.ToLedger)
            Ledger.Append(entry);

        var at = Milliseconds(happened.HappenedAt > happened.ArrivedAt ? happened.ArrivedAt : happened.HappenedAt);
        var provenance = happened.Kind is EventKind.AddedToWishlist or EventKind.RemovedFromWishlist or EventKind.Hidden or EventKind.QuizAnswered or EventKind.ExcludedFromTaste or EventKind.StrengthChosen ? Provenance.Stated : Provenance.ObservedHere;
        var device = DeviceOf(happened.Device);
        if (happened.Lines.Count == 0)
            _history.Add(new HistoryLine(key, happened.Kind, null, at, permitted.Verdict.Purposes, provenance, OrderId: happened.OrderId, Text: happened.Text, Device: device));
        foreach (var (line, purposes) in permitted.Verdict.Lines)
            _history.Add(new HistoryLine(key, happened.Kind, line.Item, at, purposes, provenance, line.Quantity, line.PriceMinor, line.IsGift, happened.OrderId, happened.Text, device));
        TrimOldest();
    }

    /// <summary>Writes a choice. A no takes the purpose from the stored lines it is about; lines left without a purpose are gone.</summary>
    /// <param name="catalogue">Says what lines are about; without it, a no to a topic is a no to all of them.</param>
    public void Choose(ConsentEntry entry, ItemCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Ledger.Append(entry);
        if (Ledger.IsChild)
            Narrow(_ => Purposes.None);
        else if (entry.Choice is not (ConsentChoice.Granted or ConsentChoice.Restricted))
            Narrow(line => ScopedLine.IsOf(line, entry.Scope, catalogue) ? line.Purposes & ~entry.Purpose : line.Purposes);
    }

    /// <summary>Takes purposes from stored lines; lines left without one are gone. Their messages are not taken in again.</summary>
    /// <param name="kept">What a line may still be kept for; never more than it was.</param>
    /// <returns>How many lines went.</returns>
    public int Narrow(Func<HistoryLine, Purposes> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        Rewrite(line => kept(line) is var purposes && purposes == line.Purposes ? line : line with { Purposes = line.Purposes & purposes });
        return Drop(line => line.Purposes == Purposes.None);
    }

    /// <summary>Marks all purchases of an item as gifts, or takes the mark back (rule T12).</summary>
    /// <returns>How many lines changed.</returns>
    public int MarkGift(ItemId item, bool isGift) =>
        Rewrite(line => line.Item == item && line.Kind == EventKind.OrderCompleted && line.IsGift != isGift ? line with { IsGift = isGift } : line);

    /// <summary>Puts right how many of an item an order had; none takes its lines away.</summary>
    /// <param name="orderId">Null for every order with the item.</param>
    /// <returns>How many lines changed or went.</returns>
    public int CorrectQuantity(ItemId item, string? orderId, int quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        bool IsMeant(HistoryLine line) => line.Item == item && (orderId is null || line.OrderId == orderId);
        return quantity == 0
            ? Remove(IsMeant)
            : Rewrite(line => IsMeant(line) && line.Quantity != quantity ? line with { Quantity = quantity } : line);
    }

    /// <summary>Takes lines back. Their messages are not taken in again.</summary>
    /// <returns>How many lines went.</returns>
    public int Remove(Predicate<HistoryLine> which)
    {
        _takenBack.AddRange(_history.FindAll(which));
        return Drop(which);
    }

    private int Drop(Predicate<HistoryLine> which)
    {
        foreach (var line in _history)
        {
            if (which(line))
                Spend(line.MessageKey);
        }

        var removed = _history.RemoveAll(which);
        IsRewritten |= removed > 0;
        ForgetLongestSpent();
        return removed;
    }

    /// <summary>Made when first asked for: who only reads needs none.</summary>
    private HashSet<ulong> Messages => _messages ??= [.. _history.Select(line => line.MessageKey), .. _spent];

    /// <summary>The 64-bit key of a message id: the first half of SHA-256, keyed by nothing, because it lies encrypted beside the history.</summary>
    public static ulong KeyOf(string messageId)
    {
        ArgumentException.ThrowIfNullOrEmpty(messageId);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(messageId), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>Tells the devices of one person apart, and names none: 32 bits of a hash of what the page calls itself. 0 where nobody said.</summary>
    public static uint DeviceOf(string? device) => string.IsNullOrEmpty(device) ? 0 : Math.Max(1, unchecked((uint)KeyOf("device:" + device)));

    private void TrimOldest()
    {
        var surplus = _history.Count - MaxLines;
        if (surplus <= 0)
            return;
        foreach (var line in _history.Take(surplus))
            Spend(line.MessageKey);
        _history.RemoveRange(0, surplus);
        IsRewritten = true;
        ForgetLongestSpent();
    }

    /// <summary>Lines of one event follow each other, so that the last key is enough to keep each once.</summary>
    private void Spend(ulong message)
    {
        if (_spent.Count == 0 || _spent[^1] != message)
            _spent.Add(message);
    }

    /// <summary>Many at a time, so that a full file does not pay for it with every event.</summary>
    private void ForgetLongestSpent()
    {
        if (_spent.Count <= MaxSpent)
            return;
        _spent.RemoveRange(0, _spent.Count - MaxSpent + MaxLines);
        _messages = null;
    }

    private int Rewrite(Func<HistoryLine, HistoryLine> change)
    {
        var changed = 0;
        for (var i = 0; i < _history.Count; i++)
        {
            var line = change(_history[i]);
            if (ReferenceEquals(line, _history[i]))
                continue;
            _history[i] = line;
            changed++;
        }

        IsRewritten |= changed > 0;
        return changed;
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
