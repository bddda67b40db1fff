namespace Rapport.Core.Consent;

/// <summary>Every choice one customer made, oldest first, and what follows from it at a moment.</summary>
/// <remarks>
/// <para><b>Invariant</b>: append-only, in order of writing. The last written choice rules, whatever its time: a request that took its time stamp before a
/// withdrawal and its turn after it is denied.</para>
/// <para><b>Default value</b>: an empty ledger permits nothing.</para>
/// <para><b>Cost</b>: linear in the entries, of which a customer has a handful.</para>
/// </remarks>
public sealed class ConsentLedger
{
    private readonly List<ConsentEntry> _entries;

    public ConsentLedger(IEnumerable<ConsentEntry>? entries = null) => _entries = entries is null ? [] : [.. entries];

    public IReadOnlyList<ConsentEntry> Entries => _entries;

    /// <summary>What holds for a purpose at a moment: the last choice made by then, or null where the ledger is silent.</summary>
    public ConsentEntry? LastChoice(Purposes purpose, DateTimeOffset at, string? topic = null)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            if (entry.Purpose == purpose && entry.Topic == topic && entry.At <= at)
                return entry;
        }

        return null;
    }

    /// <summary>True only for a yes that was given by then, not taken back since and not expired.</summary>
    public bool Allows(Purposes purpose, DateTimeOffset at, string? topic = null) =>
        LastChoice(purpose, DateTimeOffset.MaxValue, topic) is { Choice: ConsentChoice.Granted }
        && LastChoice(purpose, at, topic) is { Choice: ConsentChoice.Granted } entry
        && at < entry.At.AddDays(PurposeCatalogue.Find(purpose).ExpiresAfterDays);

    /// <summary>All purposes allowed at a moment, for ordinary data or for one sensitive topic.</summary>
    public Purposes AllowedAt(DateTimeOffset at, string? topic = null)
    {
        var allowed = Purposes.None;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (Allows(purpose.Purpose, at, topic))
                allowed |= purpose.Purpose;
        }

        return allowed;
    }

    /// <summary>True when no choice about the purpose was ever written.</summary>
    public bool IsSilent(Purposes purpose) => !_entries.Exists(entry => entry.Purpose == purpose && entry.Topic is null);

    internal void Append(ConsentEntry entry) => _entries.Add(entry);
}
