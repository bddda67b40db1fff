using Rapport.Core.Recommendations.Explaining;
using Rapport.Core.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>Why an item is in an answer, or why not.</summary>
/// <param name="Place">Its place in the answer, from 1; 0 when it is not there.</param>
/// <param name="Fate">What became of it, e.g. shown, owned, heldBack, slotsFull.</param>
/// <param name="Rule">The rule of tact that decided; null where none did.</param>
/// <param name="Text">The verdict in one sentence.</param>
/// <param name="Steps">What every station said: catalogue, consent, history, model, tact, recommendation.</param>
/// <param name="Voices">What the person has, and whether it may speak.</param>
/// <param name="Answer">The items of the whole answer.</param>
internal sealed record ExplainAnswer(
    string Item,
    bool Shown,
    int Place,
    string Fate,
    string? Rule,
    string Text,
    IReadOnlyList<StepAnswer> Steps,
    IReadOnlyList<SourceAnswer> Sources,
    IReadOnlyList<VoiceAnswer> Voices,
    IReadOnlyList<string> Answer)
{
    public static ExplainAnswer Of(Explanation explanation, string language) => new(
        explanation.Item.Value,
        explanation.IsShown,
        explanation.Place,
        NameOf(explanation.Outcome.Fate),
        RuleOf(explanation.Outcome.HeldBy),
        ExplanationWriter.Headline(explanation, language),
        [.. ExplanationWriter.Write(explanation, language).Select(step => new StepAnswer(NameOf(step.Station), NameOf(step.State), step.Text, step.Details))],
        [.. explanation.Sources.Select(source => new SourceAnswer(
            source.Id, source.Place, source.Of, source.Score, NameOf(source.Outcome.Fate), RuleOf(source.Outcome.HeldBy), source.Because?.Value, [.. source.Shares.Select(share => new ShareAnswer(share.Item.Value, share.Score))]))],
        [.. explanation.Voices.Select(voice => new VoiceAnswer(voice.Item.Value, Wire.Name(voice.Kind), voice.At, NameOf(voice.Silence), voice.Share))],
        [.. explanation.Answer.Items.Select(item => item.Item.Value)]);

    private static string? RuleOf(TactRule rule) => rule == TactRule.None ? null : Wire.Name(rule);

    private static string NameOf<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}

/// <summary>What one station said.</summary>
/// <param name="State">passed, quiet or stopped.</param>
internal sealed record StepAnswer(string Station, string State, string Text, IReadOnlyList<string> Details);

/// <summary>What one source of the surface had to say about the item.</summary>
/// <param name="Place">The item's place among all that the source could bring; 0 when it is not among them.</param>
/// <param name="Because">The item of the page, cart or visit that brought it.</param>
/// <param name="Shares">The exact parts of the score, largest first.</param>
internal sealed record SourceAnswer(string Id, int Place, int Of, double Score, string Fate, string? Rule, string? Because, IReadOnlyList<ShareAnswer> Shares);

/// <summary>What one item of the history adds to a score.</summary>
internal sealed record ShareAnswer(string Item, double Score);

/// <summary>One item of the history.</summary>
/// <param name="Silence">none where it may speak; otherwise tooLittle, delicate, paused, gift, hidden, takenBack, notTaste or notInModel.</param>
internal sealed record VoiceAnswer(string Item, string Kind, DateTimeOffset At, string Silence, double Share);
