using Rapport.Core.Model;

namespace Rapport.Core.Tact;

/// <summary>A ticket: a candidate that every rule let pass. Only the guard makes one.</summary>
public sealed class TactfulCandidate
{
    internal TactfulCandidate(Candidate candidate) => Candidate = candidate;

    public Candidate Candidate { get; }
}
