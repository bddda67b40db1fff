using System.Collections.Immutable;
using Rapport.Server.Hosting;

namespace Rapport.Server.Boundary;

/// <summary>Reads settings for anti-patterns. The list of what may be connected is closed, and empty: nothing outside is told anything.</summary>
public static class AntiPatterns
{
    /// <summary>Words that tell what an integration is, in the order in which they are asked.</summary>
    private static readonly ImmutableArray<(string Code, ImmutableArray<string> Words)> Signs =
    [
        ("contact-upload", ["customer match", "custom audience", "contact", "address book", "lookalike", "list upload", "hashed email", "hashed_email", "audience"]),
        ("data-broker", ["broker", "enrich", "acxiom", "experian", "oracle data", "bluekai", "clearbit", "epsilon", "data append", "third-party data", "purchased"]),
        ("cross-device-identifier", ["cross-device", "device graph", "identity graph", "fingerprint", "liveramp", "ramp id", "id5", "unified id", "advertising id", "advertisingid", "idfa", "gaid", "tapad"]),
        ("cross-site-identifier", ["cross-site", "third-party cookie", "cookie sync", "cookie match", "shadow profile", "topics api"]),
        ("third-party-pixel", ["pixel", "facebook", "meta ", "tiktok", "google ads", "google analytics", "google tag", "doubleclick", "linkedin insight", "snap", "pinterest", "twitter", "criteo", "hotjar", "taboola", "outbrain", "bing ads"]),
    ];

    private static readonly ImmutableArray<string> TrackerHosts =
        ["facebook.net", "facebook.com", "tiktok.com", "doubleclick.net", "googletagmanager.com", "google-analytics.com", "googleadservices.com", "criteo.com", "criteo.net", "licdn.com", "ads-twitter.com", "hotjar.com", "taboola.com", "outbrain.com", "bluekai.com", "rlcdn.com"];

    public static IReadOnlyList<AntiPattern> Find(RapportSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. settings.Tenants.SelectMany(InTenant), .. SharedIdentities(settings)];
    }

    private static IEnumerable<AntiPattern> InTenant(TenantSettings tenant)
    {
        foreach (var (name, _) in tenant.Integrations.Where(pair => pair.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new AntiPattern(CodeOf(name), tenant.Id, $"integrations has '{name}' on");
        foreach (var origin in tenant.Origins.Where(IsTracker))
            yield return new AntiPattern("third-party-pixel", tenant.Id, $"origins lets {origin} in");
        var fields = tenant.AllowList?.Signals.SelectMany(signal => signal.Value.Fields, (signal, field) => $"{signal.Key}.{field}") ?? [];
        foreach (var field in fields.Where(field => CodeOf(field) is not "unreviewed-integration"))
            yield return new AntiPattern(CodeOf(field), tenant.Id, $"allowList has '{field}'");
    }

    /// <summary>A key that signs customers in to two shops makes them one person in both.</summary>
    private static IEnumerable<AntiPattern> SharedIdentities(RapportSettings settings) =>
        settings.Tenants
            .SelectMany(tenant => tenant.TokenKeys.Select(key => (tenant.Id, Key: string.Concat(key.Where(c => !char.IsWhiteSpace(c))))).Distinct())
            .GroupBy(pair => pair.Key, pair => pair.Id)
            .Select(group => group.Distinct().Order(StringComparer.Ordinal).ToArray())
            .Where(tenants => tenants.Length > 1)
            .Select(tenants => new AntiPattern("cross-site-identifier", tenants[0], $"tokenKeys are those of '{tenants[1]}'"));

    private static string CodeOf(string name)
    {
        var words = name.Replace('_', ' ').Replace('-', ' ').ToLowerInvariant() + " ";
        foreach (var (code, signs) in Signs)
        {
            if (signs.Any(sign => words.Contains(sign.Replace('_', ' ').Replace('-', ' '), StringComparison.Ordinal)))
                return code;
        }

        return "unreviewed-integration";
    }

    private static bool IsTracker(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && TrackerHosts.Any(host => uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
}
