using System.Globalization;
using Rapport.Core.Consent;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>An explanation in the words of the shop's own people: one step a station.</summary>
public static class ExplanationWriter
{
    private const int MostVoices = 12;

    /// <param name="language"><c>en</c> or <c>de</c>.</param>
    public static IReadOnlyList<ExplanationStep> Write(Explanation explanation, string language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var texts = ExplanationTexts.For(language);
        var stopped = explanation.IsShown ? (Station?)null : StationOf(explanation.Outcome.Fate);
        ExplanationStep Step(Station station, StepState state, string text, params IEnumerable<string> details) =>
            new(station, station == stopped ? StepState.Stopped : state, station == stopped ? texts.Stopped(explanation) : text, [.. details]);

        return
        [
            Step(Station.Catalogue, StepState.Passed, texts.InCatalogue(explanation)),
            Step(Station.Consent, explanation.Granted.HasFlag(PurposeOf(explanation.Surface)) ? StepState.Passed : StepState.Quiet, texts.Consent(explanation)),
            Step(
                Station.History,
                explanation.Voices.Any(voice => voice.Silence == Silence.None) ? StepState.Passed : StepState.Quiet,
                texts.History(explanation),
                explanation.Voices.Take(MostVoices).Select(texts.Voice)),
            Step(Station.Model, explanation.Sources.Any(source => source.Place > 0) ? StepState.Passed : StepState.Quiet, texts.Found(explanation), explanation.Sources.Select(source => texts.Source(source, explanation))),
            Step(Station.Tact, StepState.Passed, texts.TactPassed),
            Step(Station.Recommendation, explanation.IsShown ? StepState.Passed : StepState.Quiet, explanation.IsShown ? texts.Shown(explanation) : texts.NotReached),
        ];
    }

    /// <summary>The verdict in one sentence.</summary>
    public static string Headline(Explanation explanation, string language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var texts = ExplanationTexts.For(language);
        return explanation.IsShown ? texts.Shown(explanation) : texts.Stopped(explanation);
    }

    /// <summary>The station at which a fate is decided.</summary>
    public static Station StationOf(Fate fate) => fate switch
    {
        Fate.UnknownItem or Fate.SoldOut or Fate.OtherCategory or Fate.Excluded or Fate.InCart or Fate.OnPage => Station.Catalogue,
        Fate.NotFound or Fate.NoScore or Fate.BeyondPool => Station.Model,
        Fate.Hidden or Fate.Owned or Fate.NotForEverybody or Fate.HeldBack => Station.Tact,
        _ => Station.Recommendation,
    };

    private static Purposes PurposeOf(Surface surface) => surface switch
    {
        Surface.Mail => Purposes.Email,
        Surface.Loyalty => Purposes.Loyalty,
        _ => Purposes.Recommendations,
    };

    internal static string Percent(double share) => Math.Round(100 * share).ToString("0", CultureInfo.InvariantCulture);
}
