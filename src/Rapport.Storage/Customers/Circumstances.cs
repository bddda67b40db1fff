using System.Globalization;
using Rapport.Core.Consent;

namespace Rapport.Storage.Customers;

/// <summary>Under which circumstances a choice was made, as one column: regime, jurisdiction, signals and request, parted by semicolons; null for an opt-in nobody said more about.</summary>
internal static class Circumstances
{
    public static string? Write(ConsentEntry entry) =>
        entry is { Regime: ConsentRegime.OptIn, Jurisdiction: null, Signals: PrivacySignals.None, Request: null }
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{(int)entry.Regime};{entry.Jurisdiction};{(int)entry.Signals};{entry.Request}");

    public static ConsentEntry Read(string? circumstances, ConsentEntry entry)
    {
        if (circumstances is null)
            return entry;
        var parts = circumstances.Split(';');
        return entry with
        {
            Regime = (ConsentRegime)byte.Parse(parts[0], CultureInfo.InvariantCulture),
            Jurisdiction = parts[1].Length == 0 ? null : parts[1],
            Signals = (PrivacySignals)byte.Parse(parts[2], CultureInfo.InvariantCulture),
            Request = parts[3].Length == 0 ? null : parts[3],
        };
    }
}
