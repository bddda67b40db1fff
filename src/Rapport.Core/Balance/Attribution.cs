using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Balance;

/// <summary>The rule by which a purchase is attributed: to the surface that showed the product to its buyer last, before it was bought.</summary>
/// <remarks>It says that it was shown before, not that it was bought because of that.</remarks>
public static class Attribution
{
    /// <param name="newestFirst">The buyer's decisions.</param>
    /// <param name="catalogue">Knows variants: what was shown in one size and bought in another was shown.</param>
    /// <returns>The surface; null when none had shown it within the window.</returns>
    public static string? SurfaceOf(HistoryLine bought, IEnumerable<DecisionSummary> newestFirst, TimeSpan window, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(bought);
        ArgumentNullException.ThrowIfNull(newestFirst);
        ArgumentNullException.ThrowIfNull(catalogue);
        var product = catalogue.ProductOf(bought.Item!.Value);
        return newestFirst
            .SkipWhile(decision => decision.At >= bought.At)
            .TakeWhile(decision => decision.At >= bought.At - window)
            .FirstOrDefault(decision => decision.Items.Any(item => catalogue.ProductOf(new ItemId(item)) == product))?.Surface;
    }
}
