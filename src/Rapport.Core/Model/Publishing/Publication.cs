using System.Collections.Immutable;

namespace Rapport.Core.Model.Publishing;

/// <summary>What became of a trained model at the gate.</summary>
/// <param name="At">UTC.</param>
public sealed record Publication(DateTimeOffset At, ImmutableArray<Safeguard> Safeguards)
{
    /// <summary>False: the model before it goes on answering.</summary>
    public bool IsPublished => Safeguards.All(safeguard => safeguard.Holds);

    public IEnumerable<string> Failed => Safeguards.Where(safeguard => !safeguard.Holds).Select(safeguard => safeguard.Id);
}
