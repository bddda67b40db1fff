using System.Globalization;
using Rapport.Core.Balance;

namespace Rapport.Core.Tests.Simulation;

public sealed class YearTests(ITestOutputHelper output)
{
    private static readonly int People = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full" ? 3_000 : 500;

    [Fact]
    public void S080_both_axes_rise_against_popular_rows_and_one_offer_to_everybody()
    {
        var (naive, balanced) = (new Year(new Townsfolk(People, seed: 80), isBalanced: false), new Year(new Townsfolk(People, seed: 80), isBalanced: true));

        var (before, after) = (naive.Run(), balanced.Run());

        Write("popular rows, one offer", before, naive);
        Write("balanced", after, balanced);
        Assert.True(after.Personalization.Low > before.Personalization.High, "More personal, beyond chance.");
        Assert.True(after.Privacy.Low > before.Privacy.High, "More considerate, beyond chance.");
        Assert.Equal(Quadrant.Balance, after.Quadrant);
    }

    private void Write(string name, LeanIndex index, Year year)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: P {index.Personalization.Value:F1} ({index.Personalization.Low:F1} to {index.Personalization.High:F1}), S {index.Privacy.Value:F1} ({index.Privacy.Low:F1} to {index.Privacy.High:F1}), rows that met {(double)year.Trade.Met / year.Trade.Rows:P1} of {year.Trade.Rows}"));
        foreach (var component in index.Components.Where(component => component.Value is not null))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {component.Id} {component.Value:F3} ({component.Low:F3} to {component.High:F3}), n {component.Count}"));
    }
}
