namespace Rapport.Core.Model;

/// <summary>What the column of a target is scaled by: d^c * ((fresh + 1) / (d + 1))^t, d being who took it, fresh those who did so lately.</summary>
/// <remarks>
/// It ranks targets among each other and leaves the shares of a person's items in one target's score as they are.
/// <b>Order and determinism</b>: a function of the target's own customers and their months alone.
/// </remarks>
internal static class OutputScale
{
    internal static bool IsPlain(ModelSettings settings) => (settings.TargetPower, settings.TrendPower) == (0, 0);

    /// <param name="support">d: how many customers took the target.</param>
    /// <param name="fresh">The same with those of older months counting less, <see cref="Decay.One"/> each at most.</param>
    internal static double Of(ModelSettings settings, int support, long fresh) =>
        DyadicPower.Of(Math.Max(1, support), settings.TargetPower) * DyadicPower.Of((((double)fresh / Decay.One) + 1) / (support + 1), settings.TrendPower);

    /// <summary>The scale of settings that are otherwise alike.</summary>
    internal static ModelSettings Plain(ModelSettings settings) => settings with { TargetPower = 0, TrendPower = 0, TrendDays = new ModelSettings().TrendDays };
}
