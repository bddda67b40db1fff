namespace Rapport.Core.Model;

/// <summary>The batch that makes the lists strangers see.</summary>
public static class ContextListsFit
{
    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static ContextLists Fit(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf) => throw new NotImplementedException();
}
