namespace Rapport.Core.Model;

/// <summary>Everything the fit depends on but the data. Part of the model's bytes and so of its hash.</summary>
/// <param name="Gamma">Exponent of the customer weight d_u^-gamma.</param>
/// <param name="Lambda">Ridge penalty.</param>
/// <param name="PenaltyPower">p of the penalty lambda * g^p; 0 is a constant penalty.</param>
/// <param name="SelectionPower">Exponent of the candidate choice G_ij / g_i^sel.</param>
/// <param name="Neighbours">m, candidates per target item.</param>
/// <param name="HalfLifeDays">Decay of older periods in the Gram; 0 means none.</param>
/// <param name="Support">k: how many customers a pair or an item needs before strangers see it (ground rule 7).</param>
/// <param name="TargetPower">c of the output scale d_j^c, d_j being how many customers took the target; 0 leaves the ridge as it is.</param>
/// <param name="TrendPower">t of the output scale (fresh_j / d_j)^t, fresh_j being how many took the target lately; 0 asks nobody.</param>
/// <param name="TrendDays">How fast "lately" fades: the half-life of fresh_j.</param>
/// <param name="PairSupport">How many customers a pair needs before the personal model sees it.</param>
public sealed record ModelSettings(
    double Gamma = 0.5,
    double Lambda = 18,
    double PenaltyPower = 0.375,
    double SelectionPower = 0.375,
    int Neighbours = 200,
    double HalfLifeDays = 60,
    int Support = 5,
    double TargetPower = 0,
    double TrendPower = 0,
    double TrendDays = 30,
    int PairSupport = 1)
{
    /// <summary>Rises with every change of the arithmetic, so that old and new code never claim the same hash.</summary>
    public const int ArithmeticVersion = 5;

    /// <summary>The same settings, once it is sure that they mean something.</summary>
    /// <exception cref="ArgumentException">An exponent is no number of sixteenths, or a quantity is out of range.</exception>
    internal ModelSettings Checked() =>
        DyadicPower.IsExponent(Gamma) && DyadicPower.IsExponent(PenaltyPower) && DyadicPower.IsExponent(SelectionPower)
        && DyadicPower.IsExponent(TargetPower) && DyadicPower.IsExponent(TrendPower) && Lambda > 0 && Neighbours > 0 && HalfLifeDays >= 0 && TrendDays > 0 && Support > 0 && PairSupport > 0
            ? this
            : throw new ArgumentException("Exponents are numbers of sixteenths; penalty, neighbours, support and the days of the trend are positive; the half-life is not negative.");
}
