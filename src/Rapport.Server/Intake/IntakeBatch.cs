using Rapport.Core.Decisions;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>What was read from one request of the tracking API.</summary>
/// <param name="Events">Allow-listed and clock-corrected, not yet permitted.</param>
/// <param name="Refused">What the reader itself could not take, by cause.</param>
/// <param name="Problem">The code of the problem that stops the whole request; null when there is none.</param>
internal sealed record IntakeBatch(IReadOnlyList<Event> Events, IReadOnlyDictionary<string, int> Refused, DroppedFields Dropped, string? Problem = null)
{
    /// <summary>How devices answered that were asked whether apps may track their person.</summary>
    public IReadOnlyDictionary<TrackingStatus, int> Tracking { get; init; } = new Dictionary<TrackingStatus, int>();
}
