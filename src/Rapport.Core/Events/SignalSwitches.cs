using System.Collections.Frozen;

namespace Rapport.Core.Events;

/// <summary>What a shop has decided not to keep: whole signals, and fields of signals. It goes before anything is stored.</summary>
public sealed class SignalSwitches
{
    private readonly FrozenSet<string> _off;

    private SignalSwitches(IEnumerable<string> off) => _off = off.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every signal is kept, consent permitting.</summary>
    public static SignalSwitches AllOn { get; } = new([]);

    public bool AreAllOn => _off.Count == 0;

    /// <param name="names">Signals (<c>views</c>) and optional fields (<c>views.price</c>) to be dropped.</param>
    /// <exception cref="ArgumentException">A name is neither.</exception>
    public static SignalSwitches Off(IEnumerable<string> names)
    {
        string[] off = [.. names];
        string[] known = [.. SignalCatalogue.All.SelectMany(NamesOf)];
        return Array.Find(off, name => !known.Contains(name)) is { } unknown
            ? throw new ArgumentException($"dropSignals names '{unknown}'; say some of {string.Join(", ", known)}.", nameof(names))
            : new SignalSwitches(off);
    }

    public bool Keeps(SignalDefinition signal) => !_off.Contains(signal.Id);

    public bool Keeps(SignalDefinition signal, FieldDefinition field) => Keeps(signal) && !_off.Contains($"{signal.Id}.{field.Id}");

    /// <summary>The event without what is not kept; null where nothing of it is.</summary>
    public Event? Reduce(Event happened)
    {
        if (AreAllOn || SignalCatalogue.Of(happened.Kind) is not { } signal)
            return happened;
        if (!Keeps(signal))
            return null;
        bool Drops(string field) => _off.Contains($"{signal.Id}.{field}");
        if (Drops("order_id"))
        {
            // A refund of an order that nobody remembers says nothing.
            if (happened.Lines.Count == 0)
                return null;
            happened = happened with { OrderId = null };
        }

        var (price, quantity) = (Drops("price"), Drops("quantity"));
        return !price && !quantity
            ? happened
            : happened with { Lines = [.. happened.Lines.Select(line => line with { PriceMinor = price ? 0 : line.PriceMinor, Quantity = quantity ? 1 : line.Quantity })] };
    }

    private static IEnumerable<string> NamesOf(SignalDefinition signal) =>
        signal.Fields.Where(field => field.IsOptional).Select(field => $"{signal.Id}.{field.Id}").Prepend(signal.Id);
}
