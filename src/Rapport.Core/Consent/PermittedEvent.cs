using Rapport.Core.Events;

namespace Rapport.Core.Consent;

/// <summary>A ticket: an event that passed the consent gate, with the verdict that let it pass. The only thing history takes.</summary>
public sealed class PermittedEvent
{
    /// <exception cref="ArgumentNullException">A ticket without its evidence.</exception>
    public PermittedEvent(Event permitted, Verdict.Allow verdict)
    {
        ArgumentNullException.ThrowIfNull(permitted);
        ArgumentNullException.ThrowIfNull(verdict);
        Event = permitted;
        Verdict = verdict;
    }

    public Event Event { get; }

    public Verdict.Allow Verdict { get; }
}
