using System.Collections.Immutable;
using System.Security.Cryptography;
using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Boundary;

namespace Rapport.Server.Hosting;

/// <summary>A shop the server answers for, its settings checked and its keys parsed.</summary>
/// <param name="SecretKeyHashes">SHA-256 of each secret key.</param>
/// <param name="TokenKeys">Public keys of customer tokens, PEM.</param>
public sealed record Tenant(
    TenantId Id,
    string Name,
    bool IsSample,
    string Currency,
    ImmutableArray<string> WriteKeys,
    ImmutableArray<byte[]> SecretKeyHashes,
    ImmutableArray<string> TokenKeys,
    ImmutableArray<string> Origins)
{
    /// <summary>What the shop has decided not to keep.</summary>
    public SignalSwitches Switches { get; init; } = SignalSwitches.AllOn;

    /// <summary>What it keeps the rest for, at the most.</summary>
    public SignalUses Uses { get; init; } = SignalUses.All;

    /// <summary>The law choices are made under where no request says more.</summary>
    public ConsentRegime Regime { get; init; } = ConsentRegime.OptIn;

    /// <summary>ISO 3166; null where nobody said.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>For how many months nobody is asked again after a no.</summary>
    public int RestMonths { get; init; } = PurposeCatalogue.RestMonths;

    /// <summary>How long the shop keeps each class of data.</summary>
    public RetentionTerms Retention { get; init; } = RetentionTerms.AsPurposesSay;

    /// <summary>Who else gets customers' data.</summary>
    public ImmutableArray<RecipientSettings> Recipients { get; init; } = [];

    /// <summary>Whether a change of the tact policy needs a second person.</summary>
    public bool HasPolicyReviewed { get; init; }

    /// <summary>How sign-in links are sent; null for not at all.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>The identity provider of the shop's operators; null for none.</summary>
    public OperatorSignInSettings? OperatorSignIn { get; init; }

    /// <summary>What a customer token of this tenant says it is for.</summary>
    public string Audience => "rapport:" + Id.Value;

    /// <exception cref="ArgumentException">The id, a key, an origin, a signal or the currency is malformed.</exception>
    public static Tenant From(TenantSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var key in settings.TokenKeys)
        {
            using var probe = ECDsa.Create();
            probe.ImportFromPem(key);
        }

        if (settings.Currency.Length != 3 || !settings.Currency.All(char.IsAsciiLetterUpper))
            throw new ArgumentException($"currency is '{settings.Currency}'; say three capital letters.");
        if (settings.WriteKeys.Any(key => key.Length < 8 || key.Any(c => c is ':' or ' ' or '/')))
            throw new ArgumentException("A write key has at least 8 characters, without colon, slash and space.");
        var allowed = AllowList.From(settings.AllowList, settings.DropSignals);
        var regime = RegimeFrom(settings.Regime);
        if (settings.AskAgainMonths < ConsentRegimes.LeastRestMonths(regime))
            throw new ArgumentException($"askAgainMonths is {settings.AskAgainMonths}; the law of {settings.Regime} asks for {ConsentRegimes.LeastRestMonths(regime)} at least.");
        return new Tenant(
            new TenantId(settings.Id),
            settings.Name.Length == 0 ? settings.Id : settings.Name,
            settings.Sample,
            settings.Currency,
            [.. settings.WriteKeys],
            [.. settings.SecretKeyHashes.Select(HashFrom)],
            [.. settings.TokenKeys],
            [.. settings.Origins.Select(OriginFrom)])
        {
            Switches = allowed.Switches,
            Retention = RetentionTerms.Of(settings.RetentionDays),
            Recipients = [.. settings.Recipients],
            Mail = settings.Mail,
            HasPolicyReviewed = settings.ReviewPolicy,
            OperatorSignIn = settings.OperatorSignIn?.Checked(),
            Uses = allowed.Uses,
            Regime = regime,
            Jurisdiction = settings.Jurisdiction,
            RestMonths = settings.AskAgainMonths,
        };
    }

    /// <summary>Makes what the settings say hold in a shop.</summary>
    public void Open(Shops shops)
    {
        ArgumentNullException.ThrowIfNull(shops);
        shops.Swap(Id, shop => shop with { Retention = Retention, Switches = Switches, Uses = Uses, IsForChildren = Regime == ConsentRegime.Child });
    }

    private static ConsentRegime RegimeFrom(string name) => name switch
    {
        "gdpr" => ConsentRegime.OptIn,
        "ccpa" => ConsentRegime.OptOut,
        "children" => ConsentRegime.Child,
        _ => throw new ArgumentException($"regime is '{name}'; say gdpr, ccpa or children."),
    };

    private static byte[] HashFrom(string hex)
    {
        var hash = Convert.FromHexString(hex);
        return hash.Length == SHA256.HashSizeInBytes ? hash : throw new ArgumentException("A secret key hash is a SHA-256 in hex.");
    }

    private static string OriginFrom(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && origin == uri.GetLeftPart(UriPartial.Authority)
            ? origin
            : throw new ArgumentException($"'{origin}' is no origin; say for example https://shop.example.");
}
