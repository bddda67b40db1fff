using Rapport.Core.Consent;

namespace Rapport.Cli.Imports;

/// <summary>Labelled choices for customers of a public data set, which holds none: for a tenant that is marked as a sample, never for real people.</summary>
internal static class SampleChoices
{
    private const int RenewedAfterDays = 300;

    /// <summary>A yes from the day before the first order, and again before it would expire.</summary>
    internal static IReadOnlyList<ConsentEntry> Since(DateTimeOffset firstOrder, DateTimeOffset now)
    {
        var choices = new List<ConsentEntry>();
        for (var at = firstOrder.AddDays(-1); at < now; at = at.AddDays(RenewedAfterDays))
        {
            choices.Add(Yes(Purposes.Recommendations, at));
            choices.Add(Yes(Purposes.Learning, at));
        }

        return choices;
    }

    private static ConsentEntry Yes(Purposes purpose, DateTimeOffset at) =>
        new(purpose, ConsentChoice.Granted, at, PurposeCatalogue.Find(purpose).TextVersion, "en", "sample", ConsentSource.Sample);
}
