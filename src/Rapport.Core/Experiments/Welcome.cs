using Rapport.Core.Events;

namespace Rapport.Core.Experiments;

/// <summary>How welcome suggestions are: of those shown, how many were kept, said "not for me" to, or asked "how do you know?".</summary>
/// <param name="People">Those it was counted of.</param>
public sealed record Welcome(int People, long Shown, long Hidden, long Asked)
{
    /// <summary>Neither hidden nor asked about.</summary>
    public long Kept => Math.Max(0, Shown - Hidden - Asked);

    /// <summary>Kept of shown; null where nothing was shown, or to fewer than <see cref="Lift.FewestShown"/> people.</summary>
    public double? Rate => IsTold ? (double)Kept / Shown : null;

    public Bounds? Bounds => IsTold ? Experiments.Bounds.OfShare(Kept, Shown) : null;

    /// <summary>What a "not for me" says of itself where it was the answer to "how do you know?".</summary>
    public const string AskedText = "asked";

    public bool IsTold => People >= Lift.FewestShown && Shown > 0;

    /// <summary>Of one person: what was said of items after they were shown, each once.</summary>
    public static Welcome Of(MeasuredHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var shown = history.Shown.Where(line => line is { Kind: EventKind.Shown, Item: not null }).ToList();
        if (shown.Count == 0)
            return new Welcome(0, 0, 0, 0);
        var said = history.Lines
            .Where(line => line.Kind == EventKind.Hidden && shown.Exists(seen => seen.Item == line.Item && seen.At <= line.At))
            .GroupBy(line => line.Item)
            .Select(lines => lines.Any(line => line.Text == AskedText))
            .ToList();
        return new Welcome(1, shown.Count, said.Count(asked => !asked), said.Count(asked => asked));
    }

    public Welcome With(Welcome other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Welcome(People + other.People, Shown + other.Shown, Hidden + other.Hidden, Asked + other.Asked);
    }
}
