namespace Rapport.Cli.Evaluate;

/// <summary>Forgets random customers one by one and compares the model's hash with one trained without them.</summary>
public static class ForgetEvaluation
{
    /// <exception cref="FileNotFoundException">The folder has no train file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static ForgetResult Run(ForgetOptions options, IProgress<string>? progress, CancellationToken cancellation) => throw new NotImplementedException();
}
