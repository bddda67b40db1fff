using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.History;

namespace Rapport.Core.Experiments;

/// <summary>What measurement may read of one person, with what was shown to her for that purpose.</summary>
public sealed record MeasuredHistory(IReadOnlyList<HistoryLine> Lines, IReadOnlyList<HistoryLine> Shown)
{
    /// <summary>Nothing of who did not agree.</summary>
    public static MeasuredHistory Of(CustomerFile file, ItemCatalogue catalogue, DateTimeOffset now)
    {
        var usable = UsableHistory.Of(file, Purposes.Measurement, catalogue, now);
        return new MeasuredHistory(usable.Lines, [.. usable.Shown.Where(line => line.Purposes.HasFlag(Purposes.Measurement))]);
    }
}
