using Rapport.Core.Decisions;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance;

/// <summary>A surface that shows what many choose where it could be personal: the detector of too little.</summary>
/// <param name="Share">The share of popular answers that raised the flag, 0 to 1, of <see cref="SurfaceFigures.MostLatest"/>.</param>
/// <param name="Before">That share before; null where it was never otherwise.</param>
/// <param name="PermittedShare">The share of all answers that were for people whose history may be used.</param>
public sealed record GenericSurface(Surface Surface, GenericCause Cause, double Share, double? Before, double PermittedShare)
{
    private const double Most = 0.5;

    private const double Turn = 0.3;

    /// <summary>The surfaces that are flagged now, in their order. Too few answers raise nothing.</summary>
    public static IReadOnlyList<GenericSurface> Of(FiguresSnapshot figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return [.. figures.Surfaces.Select(Judge).OfType<GenericSurface>()];
    }

    private static GenericSurface? Judge(SurfaceFigures surface)
    {
        const int Enough = SurfaceFigures.MostLatest;
        var permitted = surface.Answers == 0 ? 0 : (double)surface.Permitted / surface.Answers;
        var despite = PartOf(surface.LatestPermittedPopular, surface.LatestPermitted);
        if (surface.LatestPermitted == Enough && despite > Most)
            return new GenericSurface(surface.Surface, GenericCause.DespitePermission, despite, null, permitted);

        var (earlier, now) = (surface.Answers - surface.Latest, PartOf(surface.LatestPopular, surface.Latest));
        var before = PartOf(surface.Popular - surface.LatestPopular, earlier);
        return earlier >= Enough && now > Most && now - before >= Turn ? new GenericSurface(surface.Surface, GenericCause.WentGeneric, now, before, permitted) : null;
    }

    private static double PartOf(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>What is wrong with a generic surface.</summary>
public enum GenericCause : byte
{
    None = 0,

    /// <summary>People said yes and have a history, and most of them see what many choose.</summary>
    DespitePermission = 1,

    /// <summary>It was more personal before; people whose history may be used stay away, or took back their yes.</summary>
    WentGeneric = 2,
}
