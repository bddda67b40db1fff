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
    private readonly List<ConsentEntry> _entries = [];

    public ConsentLedger(IEnumerable<ConsentEntry>? entries = null)
    {
        foreach (var entry in entries ?? [])
            Append(entry);
    }

    public IReadOnlyList<ConsentEntry> Entries => _entries;

    /// <summary>True while the person is known to be a child: then nothing is allowed, whatever was said yes to.</summary>
    public bool IsChild { get; private set; }

    /// <summary>True where a part of a purpose was ever chosen about.</summary>
    public bool HasLimits { get; private set; }

    /// <summary>True while some purpose is said yes to, expired or not.</summary>
    public bool HasYes => PurposeCatalogue.All.Any(purpose => LastChoice(purpose.Purpose, DateTimeOffset.MaxValue) is { Choice: ConsentChoice.Granted or ConsentChoice.Restricted });

    /// <summary>What holds for a purpose at a moment: the last choice made by then, or null where the ledger is silent.</summary>
    /// <param name="scope">A part of the purpose, or null for the whole of it.</param>
    public ConsentEntry? LastChoice(Purposes purpose, DateTimeOffset at, string? scope = null)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            if (entry.Purpose == purpose && entry.Scope == scope && entry.At <= at)
                return entry;
        }

        return null;
    }

    /// <summary>True only for a yes that was given by then, not taken back since and not expired.</summary>
    public bool Allows(Purposes purpose, DateTimeOffset at, string? scope = null) =>
        !IsChild
        && LastChoice(purpose, DateTimeOffset.MaxValue, scope) is { Choice: ConsentChoice.Granted }
        && LastChoice(purpose, at, scope) is { Choice: ConsentChoice.Granted } entry
        && at < entry.At.AddDays(PurposeCatalogue.Find(purpose).ExpiresAfterDays);

    /// <summary>All purposes allowed at a moment, for ordinary data or for one part that needs a yes of its own.</summary>
    public Purposes AllowedAt(DateTimeOffset at, string? scope = null)
    {
        var allowed = Purposes.None;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (Allows(purpose.Purpose, at, scope))
                allowed |= purpose.Purpose;
        }

        return allowed;
    }

    /// <summary>The purposes for which a part is said no to: a topic, a channel, a kind of data.</summary>
    public Purposes Limited(string? scope)
    {
        if (!HasLimits || scope is null)
            return Purposes.None;
        var limited = Purposes.None;
        foreach (var entry in _entries)
        {
            if (entry.Scope == scope)
                limited = entry.Choice == ConsentChoice.Granted ? limited & ~entry.Purpose : limited | entry.Purpose;
        }

        return limited;
    }

    /// <summary>The purposes that Global Privacy Control bars: those it speaks of, but for a yes that was given while the browser said it.</summary>
    public Purposes BarredByGpc()
    {
        var barred = PurposeCatalogue.CoveredByGpc;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (LastChoice(purpose.Purpose, DateTimeOffset.MaxValue) is { Choice: ConsentChoice.Granted } entry && entry.Signals.HasFlag(PrivacySignals.Gpc))
                barred &= ~purpose.Purpose;
        }

        return barred;
    }

    /// <summary>True when no choice about the purpose was ever written.</summary>
    public bool IsSilent(Purposes purpose) => !_entries.Exists(entry => entry.Purpose == purpose && entry.Scope is null);

    /// <summary>Until when nobody may ask again: the rest after a no, or the time a yes still holds. Null when a question is open now.</summary>
    /// <param name="restMonths">How long a no rests.</param>
    public DateTimeOffset? RestsUntil(Purposes purpose, DateTimeOffset now, int restMonths)
    {
        if (LastChoice(purpose, DateTimeOffset.MaxValue) is not { } last)
            return IsChild ? DateTimeOffset.MaxValue : null;
        if (IsChild || last.Choice == ConsentChoice.Restricted)
            return DateTimeOffset.MaxValue;
        var until = last.Choice == ConsentChoice.Granted
            ? last.At.AddDays(PurposeCatalogue.Find(purpose).ExpiresAfterDays)
            : last.At.AddMonths(Math.Max(restMonths, ConsentRegimes.LeastRestMonths(last.Regime)));
        return until > now ? until : null;
    }

    /// <summary>What an earlier request with this key wrote; empty where none did.</summary>
    public IEnumerable<ConsentEntry> OfRequest(string? request) => request is null ? [] : _entries.Where(entry => entry.Request == request);

    internal void Append(ConsentEntry entry)
    {
        _entries.Add(entry);
        if (entry.Scope is null)
            return;
        HasLimits |= ConsentScope.IsLimit(entry.Scope);
        if (entry.Scope == ConsentScope.Child)
            IsChild = entry.Choice == ConsentChoice.Granted;
    }
}
