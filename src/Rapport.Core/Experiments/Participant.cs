using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Experiments;

/// <summary>What one person did in an experiment, from the first answer on one of its surfaces to its end: nobody takes part who never met it, and nothing counts that was bought before.</summary>
/// <param name="Answers">Answers on its surfaces.</param>
/// <param name="Clicks">Clicks on what an answer had shown within the visit before.</param>
/// <param name="HasOptedOut">Suggestions were allowed at the start and were taken back since.</param>
/// <param name="SpentMinor">What was not given back.</param>
public sealed record Participant(Arm Arm, int Answers, int Clicks, bool HasOptedOut, int Orders, long SpentMinor, IReadOnlyList<Visit> Visits)
{
    /// <param name="file">Of somebody who agreed to measurement; of anybody else nothing is read.</param>
    /// <param name="newestFirst">That person's decisions.</param>
    /// <returns>Null for who did not meet the experiment.</returns>
    public static Participant? Of(Experiment experiment, Arm arm, CustomerFile file, IReadOnlyList<DecisionSummary> newestFirst, ItemCatalogue catalogue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(newestFirst);
        if (!file.Ledger.Allows(Purposes.Measurement, now))
            return null;
        var end = experiment.End is { } ended && ended < now ? ended : now;
        var answers = newestFirst.Where(answer => answer.At >= experiment.Start && answer.At <= end && IsOn(experiment, answer)).ToList();
        if (answers.Count == 0)
            return null;
        var met = answers[^1].At;
        var usable = MeasuredHistory.Of(file, catalogue, now).Lines;
        var refunds = new Refunds(usable);
        var lines = usable.Where(line => line.At >= met && line.At <= end).ToList();
        var bought = lines.Where(line => line is { Kind: EventKind.OrderCompleted, Item: not null } && !refunds.Contain(line)).ToList();
        return new Participant(
            arm,
            answers.Count,
            lines.Count(line => line.Kind == EventKind.ProductClicked && WasShown(line, answers, catalogue)),
            OptOut.Happened(file.Ledger, met, end),
            bought.Select(line => line.OrderId ?? line.MessageKey.ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct().Count(),
            bought.Sum(line => line.PriceMinor * line.Quantity),
            Visit.In(lines));
    }

    /// <summary>What counts above and below the line of a measure.</summary>
    public (double Top, double Bottom) PartOf(OutcomeMeasure measure) => measure switch
    {
        OutcomeMeasure.Conversion => (Orders > 0 ? 1 : 0, 1),
        OutcomeMeasure.OrderValue => (SpentMinor, Orders),
        OutcomeMeasure.RevenuePerVisitor => (SpentMinor, 1),
        OutcomeMeasure.TimeToFind => (Visits.Sum(visit => visit.SecondsToFind ?? 0), Visits.Count(visit => visit.SecondsToFind is not null)),
        OutcomeMeasure.StepsToCart => (Visits.Sum(visit => visit.SecondsToCart is null ? 0 : visit.Steps), Visits.Count(visit => visit.SecondsToCart is not null)),
        OutcomeMeasure.SearchesToCart => (Visits.Sum(visit => visit.SecondsToCart is null ? 0 : visit.Searches), Visits.Count(visit => visit.SecondsToCart is not null)),
        OutcomeMeasure.SecondsToCart => (Visits.Sum(visit => visit.SecondsToCart ?? 0), Visits.Count(visit => visit.SecondsToCart is not null)),
        OutcomeMeasure.Clicks => (Clicks, Answers),
        OutcomeMeasure.OptOuts => (HasOptedOut ? 1 : 0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Name a measure."),
    };

    private static bool IsOn(Experiment experiment, DecisionSummary answer) =>
        experiment.Surfaces.Any(surface => string.Equals(surface.ToString(), answer.Surface, StringComparison.OrdinalIgnoreCase));

    private static bool WasShown(HistoryLine clicked, List<DecisionSummary> newestFirst, ItemCatalogue catalogue) =>
        clicked.Item is { } item && newestFirst.Exists(answer =>
            answer.At <= clicked.At && clicked.At - answer.At <= UsableHistory.VisitGap
            && answer.Items.Any(shown => catalogue.ProductOf(new ItemId(shown)) == catalogue.ProductOf(item)));
}
