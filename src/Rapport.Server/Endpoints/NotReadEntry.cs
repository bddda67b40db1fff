using Rapport.Core.History;

namespace Rapport.Server.Endpoints;

/// <summary>Data that were there and were not read, and why.</summary>
/// <param name="Data">The class, e.g. views.</param>
/// <param name="KeptFor">The purposes they were collected for.</param>
/// <param name="AskedFor">The purpose they were asked for.</param>
/// <param name="Cause">other-purpose, no-consent (the purpose is not allowed now), or barred (time over, another device, sensitive, from elsewhere).</param>
internal sealed record NotReadEntry(string Data, IReadOnlyList<string> KeptFor, string AskedFor, string Cause, int Lines)
{
    public static NotReadEntry Of(NotRead refused) => new(
        refused.DataClass,
        Wire.Names(refused.KeptFor),
        Wire.Names(refused.AskedFor)[0],
        refused.Cause switch
        {
            NotReadCause.OtherPurpose => "other-purpose",
            NotReadCause.NoConsent => "no-consent",
            _ => "barred",
        },
        refused.Lines);
}
