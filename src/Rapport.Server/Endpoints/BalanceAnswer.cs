using Rapport.Core.Balance;
using Rapport.Server.Compliance;

namespace Rapport.Server.Endpoints;

/// <summary>Two axes side by side. No side is named the stronger while components are missing.</summary>
/// <param name="Since">When counting began: the start of the server.</param>
/// <param name="Lines">Lines of the decision log counted since.</param>
/// <param name="Posture">The security checks that s8 is made of.</param>
internal sealed record BalanceAnswer(DateTimeOffset Since, long Lines, AxisAnswer Personalization, AxisAnswer Privacy, IReadOnlyList<PostureAnswer> Posture)
{
    public static BalanceAnswer Of(TwoAxes axes, IReadOnlyList<ComplianceCheck> posture)
    {
        var points = axes.Privacy.WeightNow(axes.Privacy.Components.Single(component => component.Id == "s8")) / posture.Count;
        return new(axes.Since, axes.Lines, AxisAnswer.Of(axes.Personalization), AxisAnswer.Of(axes.Privacy), [.. posture.Select(check => new PostureAnswer(check.Id, check.Holds, points))]);
    }
}

/// <summary>One security check.</summary>
/// <param name="Points">What the privacy axis loses when it fails, of 100.</param>
internal sealed record PostureAnswer(string Id, bool Holds, double Points);

/// <summary>One axis, 0 to 100: the weighted mean of its known components.</summary>
/// <param name="Value">Null while there is not enough data.</param>
/// <param name="Low">The lower end of the 90 % interval.</param>
/// <param name="High">The upper end of the 90 % interval.</param>
/// <param name="KnownWeight">Points of 100 that the known components weigh.</param>
internal sealed record AxisAnswer(double? Value, double? Low, double? High, int KnownWeight, IReadOnlyList<ComponentAnswer> Components)
{
    public static AxisAnswer Of(Axis axis) => new(axis.Value, axis.Low, axis.High, axis.KnownWeight, [.. axis.Components.Select(component => ComponentAnswer.Of(axis, component))]);
}

/// <summary>One component of an axis, 0 to 1.</summary>
/// <param name="State">known, too-few or missing: nothing counts it yet.</param>
/// <param name="Weight">Its planned points of 100.</param>
/// <param name="WeightNow">Its points of 100 while others are missing.</param>
/// <param name="Count">Lines of the decision log it was counted on; for s8, checks.</param>
/// <param name="Needed">Lines below which it is not told; 0 where all there is was looked at.</param>
internal sealed record ComponentAnswer(string Id, string State, int Weight, double WeightNow, double? Value, double? Low, double? High, long Count, long Needed)
{
    public static ComponentAnswer Of(Axis axis, AxisComponent component) => new(
        component.Id,
        Wire.Name(component.State),
        component.Weight,
        axis.WeightNow(component),
        component.Value,
        component.Low,
        component.High,
        component.Count,
        component.IsFromLog ? AxisComponent.EnoughLines : 0);
}
