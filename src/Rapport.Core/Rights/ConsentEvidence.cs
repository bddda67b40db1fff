using Rapport.Core.Consent;
using Rapport.Core.History;

namespace Rapport.Core.Rights;

/// <summary>Choices that were made elsewhere and are proven by a record: an import's (ground rule 3).</summary>
public static class ConsentEvidence
{
    /// <summary>
    /// Writes those choices that the ledger does not already know better: nothing from before an erasure, nothing as old as the last choice for its purpose.
    /// So an old yes never overrules a newer no, and taking the same evidence in twice changes nothing.
    /// </summary>
    /// <param name="choices">Any order.</param>
    /// <returns>How many were written.</returns>
    public static int Take(CustomerFile file, IEnumerable<ConsentEntry> choices)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(choices);
        var taken = 0;
        foreach (var choice in choices.OrderBy(choice => choice.At))
        {
            if (choice.At <= file.ErasedAt || file.Ledger.LastChoice(choice.Purpose, DateTimeOffset.MaxValue, choice.Scope)?.At >= choice.At)
                continue;
            file.Choose(choice);
            taken++;
        }

        return taken;
    }
}
