using System.Globalization;
using Rapport.Cli.Evaluate.Attack;

namespace Rapport.Cli.Tests.Evaluate;

/// <summary>The attack of Calandrino et al. through the public API. At full size on real orders, where they are at hand; else on a small shop made up.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    private static readonly bool ProvesInFull = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    [Fact]
    public async Task Who_watches_public_lists_cannot_tell_what_a_customer_took_or_gave_back_and_could_without_the_protection()
    {
        var transactions = ProvesInFull ? Transactions() : null;
        var options = ProvesInFull
            ? new AttackOptions(transactions, BusyDays: 4, Alone: 40)
            : new AttackOptions(BusyDays: 1, Alone: 12, Known: 10, Customers: 300, Items: 300);

        var covered = await RunAsync(options);
        var open = await RunAsync(options with { IsProtected = false, BusyDays = 0 });

        // Fewer guesses, wider bounds: the attacker's threshold is chosen in hindsight.
        var most = transactions is null ? 0.34 : 0.1;
        foreach (var form in covered.Forms.Where(form => !form.Key.Contains("erasure", StringComparison.Ordinal) && !form.Key.Contains("own account", StringComparison.Ordinal) && (ProvesInFull || form.Key.StartsWith("alone", StringComparison.Ordinal))))
            Assert.True(form.Value.Precision < most, $"{form.Key}: {form.Value.Precision:F3}");
        // That a customer left is found as little: guesses are no better than what her known items let anybody predict.
        foreach (var form in covered.Forms.Where(form => form.Key.StartsWith("alone, erasure", StringComparison.Ordinal)))
            Assert.True(form.Value.Precision < form.Value.Prediction + 0.1 + (ProvesInFull ? 0 : 0.2), $"{form.Key}: {form.Value.Precision:F3}, prediction {form.Value.Prediction:F3}");
        Assert.True(open.Forms["alone, order, both"].Precision > 0.5);
        Assert.True(open.Forms["alone, refund, both"].Precision > 0.5);
        Assert.True(open.Forms["alone, erasure, both"].Precision > 0.5);
    }

    private async Task<AttackReport> RunAsync(AttackOptions options)
    {
        var report = await new AttackEvaluation(options, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        output.WriteLine(report.IsProtected ? "protected" : "not protected");
        foreach (var (name, form) in report.Forms)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: precision {form.Precision:F3} with {form.Guesses} guesses at {form.Targets} targets, recall {form.Recall:F3}; predicted without watching {form.Prediction:F3}"));
        return report;
    }

    private static string? Transactions()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("RAPPORT_DATA") is { } given)
            folders.Add(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        return folders.Select(folder => Path.Combine(folder, "online_retail.csv.gz")).FirstOrDefault(File.Exists);
    }
}
