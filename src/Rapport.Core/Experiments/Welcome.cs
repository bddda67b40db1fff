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

    public bool IsTold => People >= Lift.FewestShown && Shown > 0;

    public Welcome With(Welcome other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Welcome(People + other.People, Shown + other.Shown, Hidden + other.Hidden, Asked + other.Asked);
    }
}
