using Rapport.Core.Recommendations.Policy;

namespace Rapport.Server.Tact;

/// <summary>A policy that somebody wants in force, and what became of it.</summary>
/// <param name="Base">The version it was made from.</param>
/// <param name="By">Who proposed it, as the audit names people and keys.</param>
/// <param name="Closed">By whom and when it was decided; null while it is open.</param>
internal sealed record PolicyProposal(string Id, PolicyDocument Document, int Base, string Note, string By, DateTimeOffset At, ProposalState State, (string By, DateTimeOffset At)? Closed)
{
    public bool IsOpen => State == ProposalState.Open;
}

/// <summary>A proposal as it is stored.</summary>
internal sealed record ProposalPaper(PolicyBody Policy, int Base, string Note, string By, DateTimeOffset At, ProposalState State);

/// <summary>What became of a proposal. Values are stored: never renumber.</summary>
internal enum ProposalState : byte
{
    Open = 0,

    /// <summary>In force since.</summary>
    Approved = 1,

    Declined = 2,
}
