namespace Rapport.Core.Model.Tuning;

/// <summary>One reason for a tuner's choice, as a code and its numbers: a face says it in its reader's language.</summary>
/// <param name="Count">Settings tried, candidates, or the days of a trend.</param>
/// <param name="Among">Of the settings tried, those as good as the best.</param>
/// <param name="Amount">A tolerance, an output scale, or the power of a trend.</param>
public sealed record TuningCause(string Code, int Count = 0, int Among = 0, double Amount = 0)
{
    public const string TooLittle = "too-little";
    public const string MostShrunken = "most-shrunken";
    public const string Wider = "wider";
    public const string Trending = "trending";
    public const string Scaled = "scaled";

    /// <summary>In English, for terminals and logs.</summary>
    public override string ToString() => Code switch
    {
        TooLittle => "too little was held out to judge by, or there was no time: the settings stay as they were",
        MostShrunken => FormattableString.Invariant($"of {Count} settings tried, {Among} were within {Amount:P1} of the best; the most shrunken of them was taken"),
        Wider => FormattableString.Invariant($"{Count} candidates are no worse"),
        Trending => FormattableString.Invariant($"a trend of {Amount} over {Count} days was better however the slice leans"),
        Scaled => FormattableString.Invariant($"an output scale of {Amount} was better however the slice leans"),
        _ => Code,
    };
}
