namespace Rapport.Server.Boundary;

/// <summary>Something in the settings that would know more about people than they said yes to. Rapport does not start with it.</summary>
/// <param name="Code">Stable: third-party-pixel, contact-upload, cross-site-identifier, cross-device-identifier, data-broker, unreviewed-integration.</param>
/// <param name="Tenant">The shop it was found in.</param>
/// <param name="Where">What in the settings says it.</param>
public sealed record AntiPattern(string Code, string Tenant, string Where)
{
    /// <summary>Why it is none of ours, in a sentence.</summary>
    public string Reason => Code switch
    {
        "third-party-pixel" => "a pixel or tag tells somebody else what people do in this shop.",
        "contact-upload" => "an uploaded list tells somebody else who the shop's customers are.",
        "cross-site-identifier" => "one identity in two shops joins what people did apart.",
        "cross-device-identifier" => "an advertising id, a fingerprint or a graph of devices follows people from place to place.",
        "data-broker" => "bought data knows what nobody told this shop.",
        _ => "nobody has looked over what would leave by it, so nothing does.",
    };

    public override string ToString() => $"tenant '{Tenant}': {Code}: {Where}: {Reason}";
}
