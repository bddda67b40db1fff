using Rapport.Core.Balance.Facts;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Balance;

/// <summary>Reads days of facts from the decision log, the ledgers, and the history of those who agreed to measurement.</summary>
/// <remarks>
/// <b>Invariant</b>: what people did is read only of those who agreed to measurement; what the shop did with anybody's data is read of all, that is what the log is for.
/// <b>Cost</b>: one walk over all files, the latest lines of each, and the segments of the log since. <b>Threads</b>: safe.
/// </remarks>
public sealed class FactReader(ICustomerStore customers, IDecisionLog log, Shops shops, TimeProvider clock)
{
    private const double HalfLifeDays = 30;

    /// <exception cref="StoreUnavailableException">Store or log are away.</exception>
    public async Task<IReadOnlyList<LogDay>> ReadAsync(TenantId tenant, DateOnly last, int length, CancellationToken cancellation)
    {
        var first = last.AddDays(1 - length);
        var (since, now, catalogue) = (new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero), clock.GetUtcNow(), shops[tenant].Catalogue);
        var days = new DayFacts(first, last);
        var (people, topics) = (0, new Dictionary<Topic, int>());
        await log.FlushAsync(cancellation).ConfigureAwait(false);
        foreach (var lines in await log.CountNamelessAsync(tenant, since, cancellation).ConfigureAwait(false))
            Nameless(lines, days);
        await foreach (var file in customers.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            var person = people++;
            var logged = await log.ReadLinesAsync(tenant, file.Customer, since, cancellation).ConfigureAwait(false);
            foreach (var line in logged)
                days.At(line.At)?.Decisions.Add(Fact(line, person, file.Ledger, catalogue));
            ChoiceFacts.Write(file.Ledger, logged, days);
            var usable = UsableHistory.Of(file, Purposes.Measurement, catalogue, now);
            Acts(usable.Lines, person, days);
            foreach (var exposure in ShownFacts.Of(usable, person, file.Ledger, catalogue, topics))
                days.At(exposure.At)?.Exposures.Add(exposure);
        }

        return days.ToDays();
    }

    private static void Nameless(NamelessLines lines, DayFacts days)
    {
        var at = new DateTimeOffset(lines.Date, TimeOnly.MinValue, TimeSpan.Zero);
        days.At(at)?.Decisions.AddRange(Enumerable.Repeat(new DecisionFact(at, null, lines.Surface, lines.Tier, SaidYes: false, IsLawful: true, 0, 0, []), (int)Math.Min(int.MaxValue, lines.Lines)));
    }

    private static DecisionFact Fact(LoggedLine line, int person, ConsentLedger ledger, ItemCatalogue catalogue)
    {
        var personal = line.Items.Where(item => item.Tier == Tier.Person || item.Reason.Purpose != Purposes.None).ToList();
        var signals = personal
            .SelectMany(item => item.Reason.Evidence)
            .Distinct()
            .GroupBy(evidence => (Source: SourceOf(evidence.Kind), Class: evidence.Item is { } id ? catalogue.Find(id)?.Class ?? default : default))
            .Select(source => new SignalFact(source.Key.Source, source.Key.Class, source.Sum(evidence => Weigh(evidence, line.At))))
            .Where(signal => signal.Weight > 0);
        return new DecisionFact(
            line.At, person, line.Surface, line.Tier, line.Used != Purposes.None, ChoiceFacts.IsLawful(ledger, line), personal.Count, personal.Count(item => item.Reason.Evidence.Count == 0), [.. signals]);
    }

    private static Provenance SourceOf(EventKind kind) => kind is EventKind.AddedToWishlist or EventKind.QuizAnswered ? Provenance.Stated : Provenance.ObservedHere;

    private static double Weigh(ReasonEvidence evidence, DateTimeOffset at) =>
        (evidence.Kind == EventKind.QuizAnswered ? 5 : TopicEvidence.WeightOf(evidence.Kind)) * Math.Pow(0.5, Math.Max(0, (at - evidence.At).TotalDays) / HalfLifeDays);

    private static void Acts(IReadOnlyList<HistoryLine> lines, int person, DayFacts days)
    {
        foreach (var line in lines)
        {
            if (days.At(line.At) is not { } day)
                continue;
            day.Active.Add(person);
            if (line.Kind == EventKind.Hidden)
                day.Complaints.Add(new ComplaintFact(line.At, Complaint.Hide));
            if (line.Kind == EventKind.OrderCompleted)
                day.Orders.Add(new OrderFact(line.At, person, line.PriceMinor * line.Quantity, lines.Any(other => other.Kind == EventKind.OrderCompleted && other.At < line.At && other.OrderId != line.OrderId)));
        }
    }
}
