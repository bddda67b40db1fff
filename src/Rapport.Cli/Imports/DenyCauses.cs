using Rapport.Core.Consent;

namespace Rapport.Cli.Imports;

/// <summary>The consent gate's refusals as causes of an import report.</summary>
internal static class DenyCauses
{
    internal static string NameOf(DenyCode code) => code switch
    {
        DenyCode.NoConsent => "no-consent",
        DenyCode.Erased => "erased",
        DenyCode.Sensitive => "sensitive",
        DenyCode.UnknownItem => "unknown-item",
        DenyCode.Time => "older-than-365-days",
        DenyCode.Duplicate => "already-there",
        DenyCode.SwitchedOff => "switched-off",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No refusal."),
    };
}
