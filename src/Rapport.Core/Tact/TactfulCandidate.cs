using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Tact;

/// <summary>A ticket: a candidate that every rule let pass. Only the guard makes one.</summary>
public sealed class TactfulCandidate
{
    internal TactfulCandidate(Candidate candidate, CatalogueItem item, bool restsOnThisVisit) =>
        (Candidate, Item, RestsOnThisVisit) = (candidate, item, restsOnThisVisit);

    public Candidate Candidate { get; }

    public CatalogueItem Item { get; }

    /// <summary>True when its topic is usable by this visit's evidence alone: it is not carried to a later one.</summary>
    public bool RestsOnThisVisit { get; }
}
