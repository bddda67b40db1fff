using Rapport.Core.Decisions;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance;

/// <summary>Personalization and privacy, side by side: two numbers, never one that trades them.</summary>
/// <remarks>
/// <b>Shape</b>: a first form. What nothing counts yet stands in the list as missing, and while anything is missing no side is named the stronger.
/// <b>Source</b>: components and weights of the lean index.
/// </remarks>
/// <param name="Since">UTC, when counting began: the start of the server.</param>
/// <param name="Lines">Lines of the decision log counted since.</param>
public sealed record TwoAxes(DateTimeOffset Since, long Lines, Axis Personalization, Axis Privacy)
{
    /// <param name="securityChecks">One for each check of the server: true when it passed.</param>
    public static TwoAxes Of(FiguresSnapshot figures, IReadOnlyCollection<bool> securityChecks)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(securityChecks);
        var logged = figures.Logged;
        return new TwoAxes(
            figures.Since,
            logged.Lines,
            new Axis(
            [
                AxisComponent.OfLines("p1", 25, MeanTier(logged), logged.Lines),
                AxisComponent.Missing("p2", 20),
                AxisComponent.Missing("p3", 20),
                AxisComponent.Missing("p4", 10),
                AxisComponent.Missing("p5", 15),
                AxisComponent.Missing("p6", 10),
            ]),
            new Axis(
            [
                AxisComponent.Missing("s1", 20),
                AxisComponent.Missing("s2", 15),
                AxisComponent.Missing("s3", 10),
                AxisComponent.Missing("s4", 5),
                AxisComponent.Missing("s5", 10),
                AxisComponent.OfLines("s6", 10, logged.PersonalItems == 0 ? 0 : (double)logged.ExplainedItems / logged.PersonalItems, logged.PersonalLines),
                AxisComponent.Missing("s7", 15),
                AxisComponent.Whole("s8", 10, securityChecks.Count(passed => passed), securityChecks.Count),
                AxisComponent.Missing("s9", 5),
            ]));
    }

    /// <summary>What a line counts for p1, by its best tier.</summary>
    public static double WorthOf(Tier tier) => tier switch
    {
        Tier.Person => 1,
        Tier.Session or Tier.Context => 0.6,
        Tier.Popular => 0.1,
        _ => 0,
    };

    private static double MeanTier(LoggedFigures logged) =>
        logged.Lines == 0 ? 0 : logged.Tiers.OrderBy(tier => tier.Key).Sum(tier => tier.Value * WorthOf(tier.Key)) / logged.Lines;
}
