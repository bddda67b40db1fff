using System.Globalization;
using Rapport.Cli.Evaluate.Attack;
using Rapport.Tests.Shared;

namespace Rapport.Cli.Tests.Evaluate;

/// <summary>The attack of Calandrino et al. through the public API. At full size on real orders, where they are at hand; else on a small shop made up.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    private static readonly bool ProvesInFull = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    [Fact]
    public async Task Who_watches_public_lists_cannot_tell_what_a_customer_took_or_gave_back_and_could_without_the_protection()
    {
        var transactions = ProvesInFull ? SharedData.Find("online_retail.csv.gz") : null;
        var options = ProvesInFull
            ? new AttackOptions(transactions, BusyDays: 4, Alone: 40)
            : new AttackOptions(BusyDays: 1, Alone: 12, Known: 10, Customers: 300, Items: 300);

        var covered = await RunAsync(options);
        var open = await RunAsync(options with { IsProtected = false, BusyDays = 0 });

        // The attacker's threshold is chosen in hindsight: few targets need a wide bound.
        var most = transactions is null ? 0.4 : 0.1;
        foreach (var (name, form) in covered.Forms.Where(form => transactions is null ? form.Key is "alone, order, both" or "alone, refund, both" : IsWatched(form.Key)))
            Assert.True(form.Precision < most, $"{name}: {form.Precision:F3}");
        // When a customer left, all she had is to be found, and much of that is known from what goes with the rest.
        var left = covered.Forms["alone, erasure, both"];
        Assert.True(left.Precision < left.Prediction + 0.1, $"{left.Precision:F3}, predicted {left.Prediction:F3}");
        Assert.True(open.Forms["alone, order, both"].Precision > 0.5);
        Assert.True(open.Forms["alone, refund, both"].Precision > 0.5);
        Assert.True(open.Forms["alone, erasure, both"].Precision > 0.5);
    }

    private static bool IsWatched(string form) => !form.Contains("erasure", StringComparison.Ordinal) && !form.Contains("own account", StringComparison.Ordinal);

    private async Task<AttackReport> RunAsync(AttackOptions options)
    {
        var report = await new AttackEvaluation(options, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        output.WriteLine(report.IsProtected ? "protected" : "not protected");
        foreach (var (name, form) in report.Forms)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: precision {form.Precision:F3} with {form.Guesses} guesses at {form.Targets} targets, recall {form.Recall:F3}; predicted without watching {form.Prediction:F3}"));
        return report;
    }
}
