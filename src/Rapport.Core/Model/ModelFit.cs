namespace Rapport.Core.Model;

/// <summary>The fit: from contributions to the personal model.</summary>
public static class ModelFit
{
    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static ItemItemModel Fit(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf) => throw new NotImplementedException();
}
