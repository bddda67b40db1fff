namespace Rapport.Cli.Evaluate;

/// <summary>Ranks all items for customers of a public data set and counts the held-out ones found.</summary>
public static class QualityEvaluation
{
    /// <exception cref="FileNotFoundException">The folder has no train or no test file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static QualityResult Run(QualityOptions options, IProgress<string>? progress, CancellationToken cancellation) => throw new NotImplementedException();
}
