using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Core.Consent;

/// <summary>What each signal may be kept for in one shop, at the most. It narrows what customers allow and never widens it.</summary>
public sealed class SignalUses
{
    private readonly FrozenDictionary<string, Purposes>? _bySignal;

    private SignalUses(IReadOnlyDictionary<string, Purposes>? bySignal) => _bySignal = bySignal?.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whatever the customer allows.</summary>
    public static SignalUses All { get; } = new(null);

    /// <param name="bySignal">Signals that are not named are kept for nothing.</param>
    /// <exception cref="ArgumentException">A signal is unknown, or is to be kept for what its kind may never be kept for.</exception>
    public static SignalUses Of(IReadOnlyDictionary<string, Purposes> bySignal)
    {
        ArgumentNullException.ThrowIfNull(bySignal);
        foreach (var (id, purposes) in bySignal)
        {
            if (SignalCatalogue.Find(id) is not { } signal)
                throw new ArgumentException($"no signal is called '{id}'; say some of {string.Join(", ", SignalCatalogue.All.Select(known => known.Id))}.", nameof(bySignal));
            if ((purposes & ~MostOf(signal)) is not Purposes.None and var refused)
                throw new ArgumentException($"'{id}' is never kept for {string.Join(", ", PurposeCatalogue.All.Where(purpose => refused.HasFlag(purpose.Purpose)).Select(purpose => purpose.Id))}.", nameof(bySignal));
        }

        return new SignalUses(bySignal);
    }

    /// <summary>What a signal may be kept for in any shop, consent permitting.</summary>
    public static Purposes MostOf(SignalDefinition signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return signal.Kinds.Aggregate(Purposes.None, (most, kind) => most | ConsentGate.UseOf(kind));
    }

    /// <summary>What this shop may keep a signal for, consent permitting.</summary>
    public Purposes Of(SignalDefinition signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return MostOf(signal) & (_bySignal is null ? Purposes.All : _bySignal.GetValueOrDefault(signal.Id));
    }

    /// <summary>The gate's verdict for no more than this shop keeps such an event for.</summary>
    public Verdict Narrow(EventKind kind, Verdict verdict)
    {
        if (_bySignal is null || verdict is not Verdict.Allow allow || SignalCatalogue.Of(kind) is not { } signal)
            return verdict;
        var most = Of(signal);
        var lines = allow.Lines.Select(line => line with { Purposes = line.Purposes & most }).Where(line => line.Purposes != Purposes.None).ToArray();
        return (allow.Purposes & most) == Purposes.None || (lines.Length == 0 && allow.Lines.Count > 0)
            ? new Verdict.Deny(DenyCode.SwitchedOff)
            : new Verdict.Allow(allow.Purposes & most, lines, allow.ToLedger);
    }
}
