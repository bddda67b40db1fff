namespace Rapport.Core.Consent;

/// <summary>The words one purpose is asked in, in one language.</summary>
/// <param name="Title">A few words for a switch.</param>
/// <param name="Benefit">What the customer gets, one sentence.</param>
/// <param name="Data">Which data it uses.</param>
/// <param name="Retention">How long it is kept, in words.</param>
/// <param name="EffectOn">What happens while it is on.</param>
/// <param name="EffectOff">What is lost when it is off.</param>
/// <param name="Accept">The button that says yes.</param>
/// <param name="Refuse">The button that says no.</param>
public sealed record PurposeText(
    string Title,
    string Benefit,
    string Data,
    string Retention,
    string EffectOn,
    string EffectOff,
    string Accept,
    string Refuse);
