using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;

namespace Rapport.Core.Tests.Balance;

/// <summary>An independent script, in another language, computes the same numbers from the exported log.</summary>
public sealed class RecomputationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string> Shops => [nameof(SevenShops.Surveillance), nameof(SevenShops.Blast), nameof(SevenShops.Balanced), nameof(SevenShops.Amazon), "drawn"];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Shops))]
    public async Task The_script_agrees_to_a_billionth(string shop)
    {
        var (code, said) = await RunAsync(BalanceExport.Write(WindowOf(shop), LeanLimits.Default));

        Assert.True(code == 0, said);
        Assert.Contains("numbers agree", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_hears_a_number_that_is_off_by_a_millionth()
    {
        var text = BalanceExport.Write(SevenShops.Balanced.Window(), LeanLimits.Default);
        var forged = new Regex("\"id\":\"p1\"(.*?)\"value\":([0-9.]+)").Replace(text, match => $"\"id\":\"p1\"{match.Groups[1].Value}\"value\":{(double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 1e-6).ToString("r", CultureInfo.InvariantCulture)}", 1);

        var (code, said) = await RunAsync(forged);

        Assert.Equal(1, code);
        Assert.Contains("p1.value", said, StringComparison.Ordinal);
    }

    private static LogWindow WindowOf(string shop) => shop == "drawn"
        ? Mixed(SevenShops.Netflix.Window())
        : ((MadeUpShop)typeof(SevenShops).GetProperty(shop)!.GetValue(null)!).Window();

    /// <summary>Something of everything the made-up shops leave out: messages in time and early, delicate topics, permissions, complaints, pulse.</summary>
    private static LogWindow Mixed(LogWindow window)
    {
        var random = new Random(11);
        return window.With(day =>
        {
            var noon = new DateTimeOffset(day.Date, new TimeOnly(12, 0), TimeSpan.Zero);
            return day with
            {
                Exposures =
                [
                    .. day.Exposures,
                    .. Enumerable.Range(0, 30).Select(_ => new ExposureFact(
                        noon.AddSeconds(random.Next(40_000)), random.Next(40), random.Next(12), (Channel)random.Next(4), random.Next(3) == 0 ? new TopicClass("D1") : TopicClass.Ordinary, random.Next(1, 4), random.Next(2) == 0, random.Next(2) == 0 ? noon.AddHours(-random.Next(100)) : null, random.Next(40) == 0)),
                ],
                Complaints = [.. Enumerable.Repeat(new ComplaintFact(noon, Complaint.Hide), random.Next(3))],
                Permissions = [.. Enumerable.Range(0, 10).Select(_ => new PermissionFact(noon, random.Next(3) == 0 ? noon.AddHours(random.Next(400)) : null))],
                Pulse = [.. Enumerable.Range(0, 20).Select(_ => new PulseFact((PulseQuestion)random.Next(1, 3), random.Next(3) > 0))],
                Withdrawals = [.. Enumerable.Range(0, 9).Select(_ => new WithdrawalFact(noon, random.Next(2) == 0 ? noon.AddMilliseconds(random.Next(90_000)) : null))],
                Fit = [.. Enumerable.Range(0, 15).Select(_ => new FitFact(random.NextDouble(), random.NextDouble() * 0.8))],
                Checks = [.. day.Checks, new CheckFact(noon, CheckPart.Residue, "scan" + day.Date.Day, random.Next(9) > 0)],
            };
        });
    }

    private async Task<(int Code, string Said)> RunAsync(string export)
    {
        await File.WriteAllTextAsync(_file, export, TestContext.Current.CancellationToken);
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [Script(), _file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (python.ExitCode, said);
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("python3 is missing: nobody recomputes the index here.");
            throw;
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../scripts/recompute_lean_index.py"));
}
