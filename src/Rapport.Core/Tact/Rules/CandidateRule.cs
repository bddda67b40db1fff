using Rapport.Core.Catalogue;

namespace Rapport.Core.Tact.Rules;

/// <summary>One rule of tact over one candidate and what is known of its topic. Pure and stateless.</summary>
internal abstract class CandidateRule(TactRule id)
{
    public TactRule Id { get; } = id;

    /// <summary>Whether it holds the candidate back.</summary>
    /// <param name="isPersonal">Whether the person's own data speaks for it; else it stands there for everybody.</param>
    public abstract bool Holds(CatalogueItem item, bool isPersonal, TactView view);
}
