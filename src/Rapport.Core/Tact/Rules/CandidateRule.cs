using Rapport.Core.Model;

namespace Rapport.Core.Tact.Rules;

/// <summary>One rule of tact over one candidate and what is known of its topic. Pure and stateless.</summary>
/// <remarks>Where no data of the person speaks for a candidate it stands there for everybody; few rules hold such.</remarks>
internal abstract class CandidateRule(TactRule id)
{
    public TactRule Id { get; } = id;

    /// <summary>Whether it holds the candidate back.</summary>
    public abstract bool Holds(Candidate candidate, TactView view);
}
