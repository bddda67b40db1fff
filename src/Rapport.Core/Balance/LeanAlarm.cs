namespace Rapport.Core.Balance;

/// <summary>The shop leans too far to one side: what is known of the two axes says so, and chance does not explain it.</summary>
/// <remarks>
/// <b>Invariant</b>: raised only where the line lies between the axes and their 90 % intervals do not touch.
/// <b>Source</b>: quadrants of the lean index, line 60. While components are missing it speaks of those that are known.
/// </remarks>
/// <param name="Personalization">0 to 100.</param>
/// <param name="Privacy">0 to 100.</param>
public sealed record LeanAlarm(LeanEnd End, double Personalization, double Privacy)
{
    /// <summary>From here on an axis counts as high.</summary>
    public const double Line = 60;

    /// <summary>Null while the shop leans to neither end, or too little is known to say.</summary>
    public static LeanAlarm? Of(TwoAxes axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Personalization is not { Value: { } personalization, Low: { } personalizationLow, High: { } personalizationHigh }
            || axes.Privacy is not { Value: { } privacy, Low: { } privacyLow, High: { } privacyHigh })
            return null;
        if (personalization >= Line && privacy < Line && personalizationLow > privacyHigh)
            return new LeanAlarm(LeanEnd.TooFar, personalization, privacy);
        return privacy >= Line && personalization < Line && privacyLow > personalizationHigh ? new LeanAlarm(LeanEnd.FallsShort, personalization, privacy) : null;
    }
}

/// <summary>To which end a shop leans.</summary>
public enum LeanEnd : byte
{
    None = 0,

    /// <summary>Engagement without trust.</summary>
    TooFar = 1,

    /// <summary>Trust without engagement.</summary>
    FallsShort = 2,
}
