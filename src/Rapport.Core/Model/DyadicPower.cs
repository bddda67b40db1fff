namespace Rapport.Core.Model;

/// <summary>Powers whose exponent is a number of sixteenths, by <c>* / Math.Sqrt</c> alone: <c>Math.Pow</c> differs by platform, these do not.</summary>
internal static class DyadicPower
{
    private const int Steps = 16;

    internal static bool IsExponent(double exponent) => exponent * Steps == Math.Floor(exponent * Steps) && Math.Abs(exponent) <= 64;

    /// <exception cref="ArgumentOutOfRangeException">The base is negative or the exponent is no number of sixteenths.</exception>
    internal static double Of(double value, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (!IsExponent(exponent))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "Exponents are numbers of sixteenths.");
        var sixteenths = (int)(Math.Abs(exponent) * Steps);
        var power = 1.0;
        for (var whole = sixteenths / Steps; whole > 0; whole--)
            power *= value;
        var root = value;
        for (var bit = Steps / 2; bit > 0; bit /= 2)
        {
            root = Math.Sqrt(root);
            if ((sixteenths & bit) != 0)
                power *= root;
        }

        return exponent < 0 ? 1 / power : power;
    }
}
