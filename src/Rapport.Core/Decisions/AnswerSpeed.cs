namespace Rapport.Core.Decisions;

/// <summary>How fast the latest answers were: from the question understood to the line noted.</summary>
/// <param name="Answers">How many of them, at most <see cref="MostAnswers"/>.</param>
/// <param name="P95">So fast were 95 of 100.</param>
public sealed record AnswerSpeed(int Answers, TimeSpan P95)
{
    public const int MostAnswers = 1000;

    /// <summary>With fewer answers nothing is said.</summary>
    public const int FewestAnswers = 200;

    /// <summary>What a visitor does not notice.</summary>
    public static readonly TimeSpan Target = TimeSpan.FromMilliseconds(100);

    public bool IsKnown => Answers >= FewestAnswers;

    public bool IsWithinTarget => P95 <= Target;
}
