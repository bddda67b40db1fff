using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance;

/// <summary>What the shop's own rules allow, as far as measures speak of it; the defaults of the tact specification.</summary>
/// <param name="DelayHours">T4: from the moment a topic may be carried to the first message about it.</param>
/// <param name="DelicateDelayHours">T4: likewise for a delicate topic.</param>
/// <param name="TopicExposures">T5: most exposures of a topic per person and week.</param>
/// <param name="TopicChannels">T6: most channels of a topic per person and week.</param>
/// <param name="WithdrawalSeconds">So soon must a withdrawal hold.</param>
public sealed record LeanLimits(double DelayHours = 24, double DelicateDelayHours = 72, int TopicExposures = 3, int TopicChannels = 2, double WithdrawalSeconds = 60)
{
    public static LeanLimits Default { get; } = new();

    /// <summary>A message sooner after its topic's trigger than it may be.</summary>
    public bool IsEarly(ExposureFact exposure)
    {
        ArgumentNullException.ThrowIfNull(exposure);
        return exposure is { IsMessage: true, HoursAfterTrigger: { } hours } && hours < (exposure.Class.IsDelicate ? DelicateDelayHours : DelayHours);
    }
}
