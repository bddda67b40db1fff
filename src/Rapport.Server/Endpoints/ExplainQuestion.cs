using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Explaining;

namespace Rapport.Server.Endpoints;

/// <summary>What is to be explained.</summary>
/// <param name="Surface">As in a decision.</param>
/// <param name="Persona">An invented person; a stranger when left out.</param>
/// <param name="Exclude">Items that must not be in the answer.</param>
/// <param name="Count">1 to 100, by default 12.</param>
/// <param name="Language">en or de.</param>
internal sealed record ExplainQuestion(
    string Surface,
    string Item,
    PersonaBody? Persona = null,
    ContextQuestion? Context = null,
    IReadOnlyList<string>? Exclude = null,
    int Count = 12,
    string? Language = null)
{
    /// <summary>The question whose answer is explained.</summary>
    internal DecisionQuestion Asked => new(Surface, Context: Context, Exclude: Exclude, Count: Count, Language: Language);
}

/// <summary>An invented person: in no store, in no model, in no measure.</summary>
/// <param name="Granted">Purposes the person said yes to, by default recommendations.</param>
internal sealed record PersonaBody(IReadOnlyList<DeedBody>? Past = null, IReadOnlyList<string>? Granted = null)
{
    private const int MostDeeds = 200;

    /// <summary>The member that cannot be taken; null when all could.</summary>
    internal static string? Mistake(PersonaBody? body, out Persona? persona)
    {
        persona = null;
        if (body is null)
            return null;
        if (body.Past?.Count > MostDeeds)
            return "$.persona.past";
        var past = new List<PersonaDeed>();
        foreach (var deed in body.Past ?? [])
        {
            if (KindOf(deed?.Kind) is not { } kind || string.IsNullOrWhiteSpace(deed!.Item) || deed.Item.Length > ItemId.MaxLength || deed.DaysAgo is not (>= 0 and <= Persona.MostDays))
                return $"$.persona.past[{past.Count}]";
            past.Add(new PersonaDeed(new ItemId(deed.Item), kind, deed.DaysAgo, deed.Kind == "gift"));
        }

        var granted = Purposes.None;
        foreach (var name in body.Granted ?? ["recommendations"])
        {
            if (PurposeCatalogue.Find(name ?? "") is not { } purpose)
                return "$.persona.granted";
            granted |= purpose.Purpose;
        }

        persona = new Persona(past, granted);
        return null;
    }

    private static EventKind? KindOf(string? name) => name switch
    {
        "bought" or "gift" => EventKind.OrderCompleted,
        "wished" => EventKind.AddedToWishlist,
        "carted" => EventKind.AddedToCart,
        "viewed" => EventKind.ProductViewed,
        "hidden" => EventKind.Hidden,
        _ => null,
    };
}

/// <summary>One thing the invented person did.</summary>
/// <param name="Kind">bought, gift, wished, carted, viewed or hidden.</param>
/// <param name="DaysAgo">0 is this visit.</param>
internal sealed record DeedBody(string Item, string Kind, double DaysAgo = 1);
