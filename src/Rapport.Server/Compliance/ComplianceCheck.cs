namespace Rapport.Server.Compliance;

/// <summary>What one check found, when, and on which evidence: numbers and dates, nobody's name.</summary>
/// <param name="Id">A stable name, e.g. <c>requests-in-time</c>.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Evidence">What fills the text of the check, in its order.</param>
internal sealed record ComplianceCheck(string Id, bool Holds, DateTimeOffset At, IReadOnlyList<string> Evidence);

/// <summary>All checks of one shop at one moment.</summary>
internal sealed record ComplianceRun(DateTimeOffset At, IReadOnlyList<ComplianceCheck> Checks)
{
    public int Failed => Checks.Count(check => !check.Holds);
}
