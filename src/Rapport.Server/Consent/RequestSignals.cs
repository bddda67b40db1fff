using Microsoft.AspNetCore.Http;
using Rapport.Core.Consent;

namespace Rapport.Server.Consent;

/// <summary>What a request says about privacy by itself.</summary>
internal static class RequestSignals
{
    /// <summary>Global Privacy Control: only the value 1 counts, however often it is sent.</summary>
    public static PrivacySignals Of(HttpRequest request)
    {
        var values = request.Headers["Sec-GPC"];
        return values.Count > 0 && values.All(value => value is not null && value.Split(',').All(part => part.Trim() == "1")) ? PrivacySignals.Gpc : PrivacySignals.None;
    }

    public static IReadOnlyList<string> Names(PrivacySignals signals) => signals.HasFlag(PrivacySignals.Gpc) ? ["gpc"] : [];
}
