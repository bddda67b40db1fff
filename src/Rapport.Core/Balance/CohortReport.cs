using Rapport.Core.Consent;

namespace Rapport.Core.Balance;

/// <summary>Who comes back to buy, by consent cohort.</summary>
/// <param name="At">When it was counted, UTC.</param>
public sealed record CohortReport(DateTimeOffset At, IReadOnlyList<Cohort> Cohorts)
{
    /// <summary>The length of a period.</summary>
    public const int PeriodDays = 30;

    /// <summary>How many periods after the first one are told.</summary>
    public const int Periods = 6;

    /// <summary>A cell about fewer customers is not told.</summary>
    public const int FewestCustomers = 20;

    /// <summary>A count of some customers, or of all but some, is told from here on.</summary>
    public const int FewestOnASide = 5;

    /// <summary>Measured and nothing else; with suggestions too; with learning for others too. All agreed to measurement.</summary>
    public static IReadOnlyList<string> Names { get; } = ["measured", "suggestions", "learning"];

    public static string NameOf(Purposes allowed) =>
        !allowed.HasFlag(Purposes.Recommendations) ? "measured" : allowed.HasFlag(Purposes.Learning) ? "learning" : "suggestions";
}

/// <summary>One consent cohort.</summary>
/// <param name="Customers">Null below <see cref="CohortReport.FewestCustomers"/>.</param>
public sealed record Cohort(string Name, int? Customers, IReadOnlyList<CohortPeriod> Periods);

/// <summary>One period of 30 days after the one of the first order.</summary>
/// <param name="Of">Customers whose period is over; null where there are too few to tell.</param>
/// <param name="Kept">Those of them who bought in it; null where that would be about a few.</param>
public sealed record CohortPeriod(int Period, int? Of, int? Kept)
{
    /// <summary>0 to 1; null where it is not told.</summary>
    public double? Share => Of is { } all && Kept is { } kept ? (double)kept / all : null;

    public static CohortPeriod Tell(int period, int of, int kept)
    {
        var isFew = kept is > 0 and < CohortReport.FewestOnASide || (of - kept) is > 0 and < CohortReport.FewestOnASide;
        return new CohortPeriod(period, of < CohortReport.FewestCustomers ? null : of, of < CohortReport.FewestCustomers || isFew ? null : kept);
    }
}
