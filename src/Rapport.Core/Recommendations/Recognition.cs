using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>How a person may be greeted: from stated and transactional data alone, nothing inferred.</summary>
/// <param name="WelcomeBack">They ordered here before this visit.</param>
/// <param name="Tier">Of the loyalty programme, as the shop names it; null without the purpose "loyalty".</param>
/// <param name="Text">One sentence in the language asked for.</param>
public sealed record Recognition(bool WelcomeBack, string? Tier, string Text)
{
    /// <summary>Null when nothing is known that may be said.</summary>
    internal static Recognition? Of(Situation situation)
    {
        var isBack = situation.History.Lines.Any(line => line.Kind == EventKind.OrderCompleted && !situation.History.IsInVisit(line));
        var tier = situation.Membership?.Tier;
        return isBack || tier is not null ? new Recognition(isBack, tier, ReasonTexts.For(situation.Request.Language).Welcome(tier, isBack)) : null;
    }
}
