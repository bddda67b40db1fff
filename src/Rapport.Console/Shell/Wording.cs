using Rapport.Console.Figures;
using Rapport.Console.Texts;
using Rapport.Core.Consent;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Console.Shell;

/// <summary>Figures in an operator's words: what several pages say, said once.</summary>
internal static class Wording
{
    /// <summary>The tiers from the most personal to the least.</summary>
    internal static readonly Tier[] Tiers = [Tier.Person, Tier.Session, Tier.Context, Tier.Popular];

    internal static IReadOnlyList<MinuteSeries> DecisionSeries(ConsoleTexts texts) =>
    [
        new(texts["tier.person"], "person", minute => minute.Person),
        new(texts["tier.session"], "session", minute => minute.Session),
        new(texts["tier.context"], "context", minute => minute.Context),
        new(texts["tier.popular"], "popular", minute => minute.Popular),
    ];

    internal static List<BarRow> Refused(ConsoleFigures figures, ConsoleTexts texts, bool withWayOut) =>
        [.. figures.Live.Refused
            .Where(refused => refused.Key != DenyCode.None)
            .OrderByDescending(refused => refused.Value)
            .Select(refused => new BarRow(
                texts[$"refused.{refused.Key}"],
                refused.Value,
                withWayOut ? texts[$"refused.{refused.Key}.means"] : null,
                withWayOut ? texts[$"refused.{refused.Key}.way"] : null))];

    internal static List<BarRow> Dropped(ConsoleFigures figures, int most) =>
        [.. figures.Live.Dropped.OrderByDescending(field => field.Value).ThenBy(field => field.Key, StringComparer.Ordinal).Take(most).Select(field => new BarRow(field.Key, field.Value))];

    internal static List<BarRow> Decided(ConsoleFigures figures, ConsoleTexts texts) =>
        [.. Tiers.Select(tier => new BarRow(texts[$"tier.{Name(tier)}"], figures.Live.Tiers.GetValueOrDefault(tier), texts[$"tier.{Name(tier)}.means"]))];

    internal static List<BarRow> HeldBack(ConsoleFigures figures, ConsoleTexts texts) =>
        [.. Enum.GetValues<TactRule>()
            .Where(rule => rule != TactRule.None)
            .Select(rule => new BarRow($"T{(int)rule} {texts[$"rule.{rule}"]}", figures.Live.HeldBack.GetValueOrDefault(rule)))
            .OrderByDescending(row => row.Count)];

    internal static string SinceStart(ConsoleFigures figures, ConsoleTexts texts, long count) =>
        texts.Say("since.start", texts.Count(count), texts.Time(figures.Live.Since));

    internal static string Stored(ConsoleFigures figures, ConsoleTexts texts, long count) =>
        texts.Say("since.stored", texts.Count(count), texts.Clock(figures.At));

    private static string Name(Tier tier) => tier.ToString().ToLowerInvariant();
}
