namespace Rapport.Core.Model;

/// <summary>How much an event of a month counts as of another month, as an integer, so that decayed sums are exact.</summary>
/// <remarks>
/// <b>Shape and units</b>: 2^16 for the month of the model and later, 2^16 * 2^(-age / half-life) before it, at least 1.
/// Because the factor is an integer, decaying each month's sum and summing decayed parts are the same.
/// </remarks>
internal sealed class Decay
{
    internal const long One = 1 << 16;
    private const int Months = 121;
    private const double DaysAMonth = 30.4375;
    private readonly int _asOfMonth;
    private readonly long[] _factors;

    internal Decay(double halfLifeDays, DateTimeOffset asOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(halfLifeDays);
        _asOfMonth = MonthOf(asOf.UtcDateTime);
        _factors = halfLifeDays == 0 ? Enumerable.Repeat(One, Months).ToArray() : [.. Enumerable.Range(0, Months).Select(age => Factor(age * DaysAMonth / halfLifeDays))];
    }

    /// <summary>What an event counts as by its age in months; never rising.</summary>
    internal ReadOnlySpan<long> Factors => _factors;

    /// <param name="day">Days since 1970-01-01 UTC.</param>
    internal long At(int day) => _factors[AgeOf(day)];

    /// <summary>Months of age as far as they matter: 0 to 120.</summary>
    /// <param name="day">Days since 1970-01-01 UTC.</param>
    internal byte AgeOf(int day) => (byte)Math.Clamp(_asOfMonth - MonthOf(DateTime.UnixEpoch.AddDays(day)), 0, Months - 1);

    /// <summary>The first moment of the month: all a model knows of its time.</summary>
    internal static DateTimeOffset PeriodOf(DateTimeOffset asOf) => new(asOf.UtcDateTime.Year, asOf.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static int MonthOf(DateTime time) => (time.Year * 12) + time.Month - 1;

    private static long Factor(double halvings) =>
        halvings >= 16 ? 1 : Math.Max(1, (long)Math.Round(One * DyadicPower.Of(2, -Math.Round(halvings * 16) / 16)));
}
