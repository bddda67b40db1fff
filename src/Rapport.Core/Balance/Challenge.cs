using System.Collections.Immutable;
using Rapport.Core.Balance.Steps;

namespace Rapport.Core.Balance;

/// <summary>A challenge of a shop by its name: a component that is low, and what can be done about it.</summary>
/// <param name="Id">Its name; texts are found by it.</param>
/// <param name="Lost">Points of its axis that the component costs now.</param>
public sealed record Challenge(string Id, AxisComponent Component, double Lost, ImmutableArray<BalanceAction> Actions)
{
    /// <summary>A component below is a challenge: where an axis of nothing else would be below its line.</summary>
    public const double Low = LeanIndex.Line / 100;

    /// <summary>Every component has a challenge and every challenge its component.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["p1"] = "generic-rows",
        ["p2"] = "poor-fit",
        ["p3"] = "irrelevant-messages",
        ["p4"] = "one-offer-for-all",
        ["p5"] = "people-not-reached",
        ["p6"] = "no-proven-effect",
        ["s1"] = "use-without-consent",
        ["s2"] = "guesses-and-bought-data",
        ["s3"] = "data-hoarding",
        ["s4"] = "data-kept-too-long",
        ["s5"] = "no-easy-no",
        ["s6"] = "unexplained-choices",
        ["s7"] = "creepy-moments",
        ["s8"] = "open-doors",
        ["s9"] = "rights-kept-waiting",
    };

    /// <summary>The challenges of an index, the costliest first.</summary>
    public static IReadOnlyList<Challenge> Of(LeanIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return
        [
            .. from axis in new[] { index.Personalization, index.Privacy }
               from component in axis.Components
               where component.Value < Low
               let lost = axis.WeightNow(component) * (1 - component.Value!.Value)
               orderby lost descending, component.Id
               select new Challenge(Names[component.Id], component, lost, [.. BalanceAction.All.Where(action => action.Component == component.Id)]),
        ];
    }
}
