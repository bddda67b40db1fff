using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.Recommendations;
using Rapport.Core.Rights.Requests;
using Rapport.Core.Tact;
using Rapport.Server.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>The names of Core's values on the wire. Stable: clients match on them.</summary>
internal static class Wire
{
    private const decimal HighestPrice = 100_000_000;

    private static readonly FrozenDictionary<string, Surface> Surfaces = Enum.GetValues<Surface>().Where(surface => surface != Surface.None).ToFrozenDictionary(Name);

    private static readonly FrozenDictionary<string, Right> Rights = Enum.GetValues<Right>().Where(right => right != Right.None).ToFrozenDictionary(Name);

    private static readonly FrozenDictionary<string, Regime> Regimes = Enum.GetValues<Regime>().Where(regime => regime != Regime.None).ToFrozenDictionary(Name);

    public static string Name(ExperimentKind kind) => CamelCase<ExperimentKind>.Of(kind);

    public static string Name(OutcomeMeasure measure) => CamelCase<OutcomeMeasure>.Of(measure);

    public static string Name(Call call) => CamelCase<Call>.Of(call);

    public static string Name(PulseQuestion question) => CamelCase<PulseQuestion>.Of(question);

    public static string Name(Tier tier) => CamelCase<Tier>.Of(tier);

    public static string Name(ProposalState state) => CamelCase<ProposalState>.Of(state);

    public static string Name(Surface surface) => CamelCase<Surface>.Of(surface);

    public static string Name(ConsentChoice choice) => CamelCase<ConsentChoice>.Of(choice);

    public static string Name(ConsentSource source) => CamelCase<ConsentSource>.Of(source);

    /// <summary>For example <c>deleteInference</c>.</summary>
    public static string Name(Right right) => CamelCase<Right>.Of(right);

    public static string Name(Regime regime) => CamelCase<Regime>.Of(regime);

    public static string Name(RightsStatus status) => CamelCase<RightsStatus>.Of(status);

    public static string Name(TopicStanding standing) => CamelCase<TopicStanding>.Of(standing);

    public static Right? RightOf(string name) => Rights.TryGetValue(name, out var right) ? right : null;

    public static Regime? RegimeOf(string name) => Regimes.TryGetValue(name, out var regime) ? regime : null;

    public static string Name(ConsentRegime regime) => CamelCase<ConsentRegime>.Of(regime);

    public static string Name(RuleMode mode) => CamelCase<RuleMode>.Of(mode);

    public static string Name(PolicyGate gate) => CamelCase<PolicyGate>.Of(gate);

    public static string Name(TactRule rule) => string.Create(CultureInfo.InvariantCulture, $"T{(int)rule}");

    /// <summary>For example <c>orderCompleted</c>.</summary>
    public static string Name(EventKind kind) => CamelCase<EventKind>.Of(kind);

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
        DenyCode.SwitchedOff => "switched-off",
        _ => "none",
    };

    public static IReadOnlyList<string> Names(Purposes purposes) =>
        [.. PurposeCatalogue.All.Where(purpose => purposes.HasFlag(purpose.Purpose)).Select(purpose => purpose.Id)];

    /// <summary>The id of the first purpose of a set; null for none.</summary>
    public static string? FirstName(Purposes purposes)
    {
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (purposes.HasFlag(purpose.Purpose))
                return purpose.Id;
        }

        return null;
    }

    public static Channel? ChannelOf(string name) => name switch
    {
        "site" => Channel.Site,
        "app" => Channel.App,
        "mail" => Channel.Mail,
        "push" => Channel.Push,
        _ => null,
    };

    public static Surface? SurfaceOf(string name) => Surfaces.TryGetValue(name, out var surface) ? surface : null;

    /// <summary>A decimal text such as <c>12.30</c> as hundredths, rounded.</summary>
    public static bool TryPrice(string text, out long minor)
    {
        minor = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price > HighestPrice)
            return false;
        minor = (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>Hundredths as a decimal text: <c>12.30</c>.</summary>
    public static string Price(long minor) => string.Create(CultureInfo.InvariantCulture, $"{minor / 100}.{minor % 100:D2}");

    /// <summary>The names of one enumeration, made once.</summary>
    private static class CamelCase<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, Make);

        public static string Of(T value) => Names.GetValueOrDefault(value) ?? Make(value);

        private static string Make(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
