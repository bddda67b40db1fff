namespace Rapport.Cli.Evaluate;

/// <summary>One worker a processor; without a bound the thread pool adds workers as long as they are busy.</summary>
internal static class Processors
{
    public static ParallelOptions All { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
