using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>Why one item is in the answer to a question, or why not: the verdict of every station it passed.</summary>
/// <param name="Found">The item as the catalogue knows it; null when it does not.</param>
/// <param name="Outcome">What became of it, and the rule that decided where one did.</param>
/// <param name="Place">Its place in the answer, from 1; 0 when it is not there.</param>
/// <param name="Granted">The purposes the person allows now; none for a stranger.</param>
/// <param name="Lines">Lines of history there are.</param>
/// <param name="UsableLines">Of these, those the answer may read.</param>
/// <param name="Voices">What the person has, strongest for the item first, then by name.</param>
/// <param name="IsInModel">The personal model knows the item.</param>
/// <param name="Sources">The surface's sources in their order.</param>
/// <param name="Answer">The whole answer, so that one sees what stands there instead.</param>
public sealed record Explanation(
    Surface Surface,
    ItemId Item,
    CatalogueItem? Found,
    Outcome Outcome,
    int Place,
    bool IsStranger,
    Purposes Granted,
    int Lines,
    int UsableLines,
    IReadOnlyList<Voice> Voices,
    bool IsInModel,
    IReadOnlyList<SourceVerdict> Sources,
    Answer Answer)
{
    public bool IsShown => Place > 0;

    public Recommendation? Shown => IsShown ? Answer.Items[Place - 1] : null;

    /// <summary>The source whose word decided; null when none found the item.</summary>
    public SourceVerdict? Decided => Sources.FirstOrDefault(source => source.Outcome == Outcome && source.Place > 0);
}
