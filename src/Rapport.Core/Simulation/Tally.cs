namespace Rapport.Core.Simulation;

/// <summary>What was counted of one person, or of many, under one policy.</summary>
/// <param name="Rows">Rows that would have been shown.</param>
/// <param name="Worth">What their tiers are worth together.</param>
/// <param name="Reached">People who got a row above what many choose.</param>
/// <param name="Met">Rows that held something the person went on to take in that visit.</param>
/// <param name="Served">NDCG@10 of the rows, summed.</param>
/// <param name="Popular">NDCG@10 of what many choose at the same moments, summed.</param>
/// <param name="Exposures">Topics shown on a personal basis, each once a visit.</param>
/// <param name="Breaches">Those of them that the balanced policy would not have allowed.</param>
/// <param name="Personal">Personal items.</param>
/// <param name="Quality">How good the source of each of them is, 0 to 1, summed.</param>
internal readonly record struct Tally(
    double People, double Rows, double Worth, double Reached, double Met, double Served, double Popular, double Exposures, double Breaches, double Personal, double Quality)
{
    private const double BreachesFromWhichNothingIsLeft = 0.005;

    /// <summary>Of the axis of personalization: the parts that a policy moves (p1, p2, p5 of the lean index), 0 to 100.</summary>
    public double Personalization => Rows == 0 ? 0 : 100 * ((25 * Worth / Rows) + (20 * Fit) + (15 * Reached / People)) / (25 + 20 + 15);

    /// <summary>Of the axis of privacy: likewise (s2, s7). Where nothing was personal there is no source to judge.</summary>
    public double Privacy => Personal == 0 ? 100 : 100 * ((15 * Quality / Personal) + (15 * Tactful)) / (15 + 15);

    /// <summary>The share of rows that held what the person went on to take.</summary>
    public double Relevance => Rows == 0 ? 0 : Met / Rows;

    public double ExposuresAPerson => People == 0 ? 0 : Exposures / People;

    private double Fit => Popular == 0 ? (Served > 0 ? 1 : 0) : Math.Clamp((Served / Popular) - 1, 0, 1);

    private double Tactful => Exposures == 0 ? 1 : Math.Clamp(1 - (Breaches / Exposures / BreachesFromWhichNothingIsLeft), 0, 1);

    public static Tally operator +(Tally left, Tally right) => new(
        left.People + right.People,
        left.Rows + right.Rows,
        left.Worth + right.Worth,
        left.Reached + right.Reached,
        left.Met + right.Met,
        left.Served + right.Served,
        left.Popular + right.Popular,
        left.Exposures + right.Exposures,
        left.Breaches + right.Breaches,
        left.Personal + right.Personal,
        left.Quality + right.Quality);
}
