namespace Rapport.Core.Consent;

/// <summary>What a browser or a device says about privacy by itself. Never a click: it is evidence beside a choice. Values are stored: never renumber.</summary>
[Flags]
public enum PrivacySignals : byte
{
    None = 0,

    /// <summary>Global Privacy Control: the request header <c>Sec-GPC: 1</c>.</summary>
    Gpc = 1,
}
