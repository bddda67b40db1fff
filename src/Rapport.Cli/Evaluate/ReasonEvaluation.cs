using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Cli.Evaluate;

/// <summary>The removal test of reasons (ground rule 17): delete the evidence a personal item names, ask again, see whether it falls.</summary>
/// <remarks>Works on copies of customer files in memory; nothing is stored. The same calls as the decision point's, without its log.</remarks>
public static class ReasonEvaluation
{
    /// <param name="files">Customers in random order.</param>
    /// <param name="decisions">How many decisions with at least one personal item to test.</param>
    public static async Task<ReasonReport> RunAsync(TenantId tenant, Shop shop, IAsyncEnumerable<CustomerFile> files, int decisions, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(files);
        var report = new ReasonReport(0, 0, 0, 0, 0, 0);
        await foreach (var file in files.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (report.Decisions == decisions)
                break;
            var answer = Ask(tenant, shop, file, now);
            var personal = answer.Items.Where(item => item.Reason.Evidence.Count > 0).ToArray();
            if (personal.Length == 0)
                continue;
            report = personal.Aggregate(report with { Decisions = report.Decisions + 1 }, (sum, item) => Test(sum, tenant, shop, file, answer, item, now));
        }

        return report;
    }

    private static ReasonReport Test(ReasonReport sum, TenantId tenant, Shop shop, CustomerFile file, Answer before, Recommendation item, DateTimeOffset now)
    {
        var named = item.Reason.Evidence.Select(evidence => evidence.Item).ToHashSet();
        var without = new CustomerFile(file.Customer, file.Ledger, file.History.Where(line => line.Item is not { } id || !named.Contains(id)), file.Spent, file.ErasedAt);
        var after = Ask(tenant, shop, without, now);
        var (scoreBefore, scoreAfter) = (ScoreOf(before, item.Item), ScoreOf(after, item.Item));
        var (rankBefore, rankAfter) = (RankOf(before, item.Item), RankOf(after, item.Item));
        return sum with
        {
            Items = sum.Items + 1,
            ScoreFell = sum.ScoreFell + (scoreAfter is null || scoreAfter < scoreBefore ? 1 : 0),
            HalfOrMoreFell = sum.HalfOrMoreFell + (scoreAfter is null || scoreAfter <= scoreBefore / 2 * (1 + 1e-9) ? 1 : 0),
            RankFellOrGone = sum.RankFellOrGone + (rankAfter is null || rankAfter > rankBefore ? 1 : 0),
            Gone = sum.Gone + (rankAfter is null ? 1 : 0),
        };
    }

    private static Answer Ask(TenantId tenant, Shop shop, CustomerFile file, DateTimeOffset now) =>
        Recommender.Recommend(new DecisionRequest(tenant, Surface.Home, file.Customer, null, [], null, [], [], 12, "en"), file, shop, TactPolicy.Default, now);

    private static double? ScoreOf(Answer answer, ItemId item) =>
        answer.Considered.Where(seen => seen.Item == item && seen.HeldBy == TactRule.None && seen.Score > 0).Select(seen => (double?)seen.Score).FirstOrDefault();

    /// <summary>Place among the personal items; null when it is not shown on a personal basis any more.</summary>
    private static int? RankOf(Answer answer, ItemId item)
    {
        for (var i = 0; i < answer.Items.Count; i++)
        {
            if (answer.Items[i].Item == item)
                return answer.Items[i].Reason.Evidence.Count > 0 ? i : null;
        }

        return null;
    }
}
