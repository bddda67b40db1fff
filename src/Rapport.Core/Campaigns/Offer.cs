using System.Collections.Immutable;
using Rapport.Core.Catalogue;

namespace Rapport.Core.Campaigns;

/// <summary>Something a campaign offers. Who gets which goes by what they chose before; what it is worth is the same for all.</summary>
/// <param name="Code">What is typed in at the checkout; the same for everybody.</param>
/// <param name="Percent">Off the price; all offers of a campaign say the same.</param>
/// <param name="Text">By language.</param>
/// <param name="About">Categories it is for; empty for whatever.</param>
public sealed record Offer(string Id, string Code, int Percent, IReadOnlyDictionary<string, string> Text, ImmutableArray<string> About)
{
    public bool IsValid => Id.Length is > 0 and <= 64 && Code.Length is > 0 and <= 64 && Percent is >= 0 and <= 90 && (Text.ContainsKey("en") || Text.ContainsKey("de"));

    /// <summary>Whether somebody's own choices decide who gets it; else it is the same for all.</summary>
    public bool IsPerPerson => !About.IsEmpty;

    public bool IsAbout(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        foreach (var path in About)
        {
            if (item.IsIn(path))
                return true;
        }

        return false;
    }
}
