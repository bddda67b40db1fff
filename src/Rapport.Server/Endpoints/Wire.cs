using System.Globalization;
using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>The names of Core's values on the wire. Stable: clients match on them.</summary>
internal static class Wire
{
    public static string Name(Tier tier) => tier.ToString().ToLowerInvariant();

    public static string Name(Surface surface) => surface.ToString().ToLowerInvariant();

    public static string Name(ConsentChoice choice) => choice.ToString().ToLowerInvariant();

    public static string Name(ConsentSource source) => source.ToString().ToLowerInvariant();

    public static string Name(TactRule rule) => string.Create(CultureInfo.InvariantCulture, $"T{(int)rule}");

    /// <summary>For example <c>orderCompleted</c>.</summary>
    public static string Name(EventKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    public static string Name(Provenance provenance) => provenance switch
    {
        Provenance.Stated => "stated",
        Provenance.ObservedHere => "observed-here",
        Provenance.Inferred => "inferred",
        Provenance.External => "external",
        _ => "none",
    };

    public static string Name(ComponentState state) => state switch
    {
        ComponentState.Known => "known",
        ComponentState.TooFew => "too-few",
        _ => "missing",
    };

    public static string Name(DenyCode code) => code switch
    {
        DenyCode.NoConsent => "no-consent",
        DenyCode.Erased => "erased",
        DenyCode.Sensitive => "sensitive",
        DenyCode.UnknownItem => "unknown-item",
        DenyCode.Time => "time",
        DenyCode.Duplicate => "duplicate",
        _ => "none",
    };

    public static IReadOnlyList<string> Names(Purposes purposes) =>
        [.. PurposeCatalogue.All.Where(purpose => purposes.HasFlag(purpose.Purpose)).Select(purpose => purpose.Id)];

    public static Surface? SurfaceOf(string name) => name switch
    {
        "home" => Surface.Home,
        "product" => Surface.Product,
        "cart" => Surface.Cart,
        "checkout" => Surface.Checkout,
        "playlist" => Surface.Playlist,
        "next" => Surface.Next,
        _ => null,
    };

    /// <summary>Hundredths as a decimal text: <c>12.30</c>.</summary>
    public static string Price(long minor) => string.Create(CultureInfo.InvariantCulture, $"{minor / 100}.{minor % 100:D2}");
}
