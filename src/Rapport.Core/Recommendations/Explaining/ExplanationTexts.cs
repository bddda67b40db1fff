using System.Globalization;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>The words of explanations, in the languages that ship.</summary>
internal abstract class ExplanationTexts
{
    private static readonly ExplanationTexts English = new EnglishExplanations();
    private static readonly ExplanationTexts German = new GermanExplanations();

    public static ExplanationTexts For(string language) => language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    public abstract string TactPassed { get; }

    public abstract string NotReached { get; }

    public abstract string InCatalogue(Explanation explanation);

    public abstract string Consent(Explanation explanation);

    public abstract string History(Explanation explanation);

    public abstract string Found(Explanation explanation);

    public abstract string Shown(Explanation explanation);

    /// <summary>Why the item is not in the answer.</summary>
    public string Stopped(Explanation explanation) =>
        explanation.Outcome.Fate == Fate.HeldBack ? Rule(explanation.Outcome.HeldBy) : Because(explanation);

    public string Voice(Voice voice)
    {
        var what = $"{voice.Title} ({Did(voice.Kind)}, {voice.At.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)})";
        return $"{what}: {(voice.Silence == Silence.None ? voice.Share > 0 ? SpeaksForIt(voice) : Speaks : SilentBy(voice.Silence))}";
    }

    public string Source(SourceVerdict source, Explanation explanation) =>
        $"{SourceName(source.Id)}: {(source.Place == 0 ? NotThere(source) : PlaceIn(source) + (source.Shares.Count > 0 ? ", " + Carried(source, explanation) : "") + (source.Outcome.Fate == Fate.Shown ? "" : ". " + Meaning(source.Outcome)))}";

    protected abstract string DateFormat { get; }

    protected abstract string Speaks { get; }

    protected abstract string SpeaksForIt(Voice voice);

    protected abstract string SilentBy(Silence silence);

    protected abstract string Did(EventKind kind);

    protected abstract string SourceName(string id);

    protected abstract string NotThere(SourceVerdict source);

    protected abstract string PlaceIn(SourceVerdict source);

    protected abstract string Carried(SourceVerdict source, Explanation explanation);

    protected abstract string Rule(TactRule rule);

    protected abstract string Because(Explanation explanation);

    /// <summary>A fate as the end of a source's line.</summary>
    protected string Meaning(Outcome outcome) => outcome.Fate == Fate.HeldBack ? Rule(outcome.HeldBy) : Plain(outcome.Fate);

    protected abstract string Plain(Fate fate);

    protected static string Names(Explanation explanation) =>
        string.Join(", ", PurposeCatalogue.All.Where(purpose => explanation.Granted.HasFlag(purpose.Purpose)).Select(purpose => purpose.Id));

    protected static string Score(double score) => score.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The strongest parts of a score: title and percent.</summary>
    protected static IEnumerable<(string Title, string Percent)> Parts(SourceVerdict source, Explanation explanation) =>
        source.Shares.Take(3).Select(share => (
            explanation.Voices.FirstOrDefault(voice => voice.Item == share.Item)?.Title ?? share.Item.Value,
            ExplanationWriter.Percent(share.Score / source.Score)));
}
