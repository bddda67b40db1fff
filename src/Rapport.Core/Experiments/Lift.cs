namespace Rapport.Core.Experiments;

/// <summary>By how much the treatment arm lies above the control arm in one measure, with its interval; or why nobody may say.</summary>
/// <param name="Control">Null where too few people would stand behind it to be told.</param>
/// <param name="Value">As a share of the control arm: 0.12 for twelve per cent more. Null where refused.</param>
public sealed record Lift(OutcomeMeasure Measure, Call Call, int ControlPeople, int TreatmentPeople, double? Control, double? Treatment, double? Value, Bounds? Bounds)
{
    /// <summary>The fewest people in each arm of whom anything is called.</summary>
    public const int EnoughPeople = 200;

    /// <summary>The fewest in each arm who have anything to count, below which no interval is worth its name.</summary>
    public const int EnoughWithAny = 30;

    /// <summary>The fewest people behind any figure that is shown.</summary>
    public const int FewestShown = 20;

    /// <summary>How far the arms may be off their shares: one honest experiment in a thousand is farther.</summary>
    private const double MostOff = 3.2905267314918945;

    /// <summary>A difference is called where it stands out at 95 %: more than the interval that is shown asks for, because figures are looked at again and again.</summary>
    private const double CallDeviations = 1.959963984540054;

    public bool IsRefused => Call is Call.TooFewPeople or Call.TooFewCounted or Call.UnequalArms;

    /// <param name="controlShare">As planned.</param>
    public static Lift Of(OutcomeMeasure measure, Ratio control, Ratio treatment, double controlShare)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(treatment);
        var difference = treatment.LiftOver(control);
        var call = CallOf(control, treatment, controlShare, treatment.LiftOver(control, CallDeviations)?.Bounds);
        var isRefused = call is Call.TooFewPeople or Call.TooFewCounted or Call.UnequalArms;
        return new Lift(
            measure,
            call,
            control.People,
            treatment.People,
            control.People >= FewestShown ? control.Value : null,
            treatment.People >= FewestShown ? treatment.Value : null,
            isRefused ? null : difference?.Lift,
            isRefused ? null : difference?.Bounds);
    }

    private static Call CallOf(Ratio control, Ratio treatment, double controlShare, Bounds? bounds)
    {
        if (Math.Min(control.People, treatment.People) < EnoughPeople)
            return Call.TooFewPeople;
        var people = control.People + treatment.People;
        if (Math.Abs(control.People - (people * controlShare)) > MostOff * Math.Sqrt(people * controlShare * (1 - controlShare)))
            return Call.UnequalArms;
        if (bounds is not { } known || Math.Min(control.WithAny, treatment.WithAny) < EnoughWithAny)
            return Call.TooFewCounted;
        return known.Low > 0 ? Call.Higher : known.High < 0 ? Call.Lower : Call.Undecided;
    }
}
