using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Server.Boundary;

/// <summary>The draft of what the authority is told, by what article 33(3) of the GDPR asks for: numbers, and nobody's name.</summary>
internal static class BreachNotice
{
    public static string Draft(Breach breach, string shop, IReadOnlyCollection<Concerned> concerned, FactsTexts texts)
    {
        string[] parts =
        [
            .. breach.Drill ? new[] { texts["breach.drill"] } : [],
            texts.Say("breach.title", shop),
            texts.Say("breach.nature", texts["breach.scope." + breach.Scope], texts.Time(breach.Since), texts.Time(breach.Until), texts.Time(breach.NoticedAt)),
            texts.Say("breach.people", concerned.Count, concerned.Sum(each => (long)each.Lines)),
            texts["breach.contact"],
            texts["breach.consequences." + breach.Scope],
            texts["breach.measures"],
            texts.Say("breach.due", texts.Time(breach.DueAt)),
        ];
        return string.Join("\n\n", parts) + "\n";
    }
}
