using Rapport.Core;
using Rapport.Core.Balance;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Core.Model.Publishing;
using Rapport.Core.Rights;
using Rapport.Core.Tact;

namespace Rapport.Console.Figures;

/// <summary>Everything one shop's pages show, as it was at one moment. Counts only, nobody's name (ground rule 23).</summary>
/// <param name="At">UTC, when it was read.</param>
/// <param name="Live">Counts since the server started.</param>
/// <param name="Store">Counts of what is stored; null while the store is away.</param>
/// <param name="LogLines">Lines of the decision log; null while the log is away.</param>
/// <param name="Pending">Receipts that wait for a model without the customer, oldest first; null while the store is away.</param>
public sealed record ConsoleFigures(
    DateTimeOffset At,
    FiguresSnapshot Live,
    Shop Shop,
    StoreFigures? Store,
    long? LogLines,
    IReadOnlyList<ErasureReceipt>? Pending,
    IReadOnlyList<ConsoleCheck> Checks)
{
    /// <summary>When each field was last of use.</summary>
    public IReadOnlyList<FieldUse> Fields { get; init; } = [];

    /// <summary>What became of the model trained last; null before the first of this server.</summary>
    public Publication? Publication { get; init; }

    /// <summary>What needs somebody now.</summary>
    public IReadOnlyList<ConsoleAlarm> Alarms { get; init; } = [];

    /// <summary>The security checks that enter the balance, true where passed; none where the host tells none.</summary>
    public IReadOnlyList<bool> Posture { get; init; } = [];

    /// <summary>Where the host tells no posture, by its checks; a shop without a model is young, not insecure: that check is left out.</summary>
    public TwoAxes Balance => TwoAxes.Of(Live, Posture.Count > 0 ? Posture : [.. Checks.Where(check => check.Name != "model").Select(check => check.IsWell)]);

    /// <summary>The tact policy in force where a surface has none of its own.</summary>
    public TactPolicy Policy => Shop.Policy.Everywhere;

    public long Decisions => Live.Tiers.Values.Sum();

    public long Refused => Live.Refused.Values.Sum();

    public long Dropped => Live.Dropped.Values.Sum();

    public long HeldBack => Live.HeldBack.Values.Sum();
}
