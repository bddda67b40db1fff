using Rapport.Core.Catalogue;
using Rapport.Core.Consent;

namespace Rapport.Core.Balance.Facts;

/// <summary>One exposure: a topic shown to a person on a personal basis, in one visit or one message.</summary>
/// <param name="Topic">A number of the window.</param>
/// <param name="SupportingEvents">On how many events of the person the topic rested.</param>
/// <param name="IsStatedOrBought">The person said so, or bought of the topic.</param>
/// <param name="TriggeredAt">When the topic became usable; null where that is not known.</param>
/// <param name="IsCarried">It came from another device of the person's without her permission.</param>
public sealed record ExposureFact(
    DateTimeOffset At,
    int Person,
    int Topic,
    Channel Channel,
    TopicClass Class,
    int SupportingEvents,
    bool IsStatedOrBought,
    DateTimeOffset? TriggeredAt,
    bool IsCarried)
{
    public bool IsMessage => Channel is Channel.Mail or Channel.Push;

    public double? HoursAfterTrigger => (At - TriggeredAt)?.TotalHours;

    /// <summary>A delicate topic that the person neither stated nor bought of.</summary>
    public bool IsUnstated => Class.IsDelicate && !IsStatedOrBought;
}
