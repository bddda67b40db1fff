using Rapport.Core.Experiments;
using Rapport.Server.Endpoints;
using Rapport.Server.Tact;

namespace Rapport.Server.Experiments;

/// <summary>What is tried, where, on what share of people, and until when.</summary>
/// <param name="Kind">holdOut, explanations or policy.</param>
/// <param name="ControlShare">0.01 to 0.99 of those who agreed to measurement: without suggestions of their own, with reasons folded away, or under the shop's own policy.</param>
/// <param name="Start">Absent: now, or when it began.</param>
/// <param name="End">Absent: until somebody ends it, a year at most.</param>
/// <param name="Policy">What the treatment arm's policy does otherwise; for the kind policy.</param>
internal sealed record ExperimentBody(string Kind, IReadOnlyList<string> Surfaces, double ControlShare, DateTimeOffset? Start = null, DateTimeOffset? End = null, PolicyPartBody? Policy = null)
{
    public static ExperimentBody Of(Experiment experiment) => new(
        Wire.Name(experiment.Kind),
        [.. experiment.Surfaces.Select(Wire.Name)],
        experiment.ControlShare,
        experiment.Start,
        experiment.End,
        experiment.Policy is { } part ? new PolicyPartBody(part.Preset, part.Parameters, PolicyBody.NamesOf(part.Modes)) : null);

    /// <summary>Null, with the member at fault, where a name means nothing.</summary>
    public Experiment? ToExperiment(string id, DateTimeOffset start, out string mistake)
    {
        mistake = "";
        var surfaces = Surfaces.Select(Wire.SurfaceOf).ToList();
        var part = Policy is { } body ? PolicyBody.PartOf(body.Preset, body.Parameters, body.Modes) : null;
        if (surfaces.Contains(null))
            mistake = "$.surfaces";
        else if (Policy is not null && part is null)
            mistake = "$.policy";
        if (mistake.Length > 0)
            return null;
        var kind = Enum.GetValues<ExperimentKind>().FirstOrDefault(each => each != ExperimentKind.None && Wire.Name(each) == Kind);
        var experiment = new Experiment(id, kind, [.. surfaces.Select(surface => surface!.Value)], ControlShare, Start ?? start, End, part);
        mistake = experiment.Mistake() ?? "";
        return mistake.Length > 0 ? null : experiment;
    }
}
