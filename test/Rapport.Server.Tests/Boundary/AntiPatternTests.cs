using Rapport.Server.Boundary;
using Rapport.Server.Hosting;

namespace Rapport.Server.Tests.Boundary;

/// <summary>What would know too much is refused before a server starts, with its name and the reason.</summary>
public sealed class AntiPatternTests
{
    [Theory]
    [InlineData("Facebook Pixel", "third-party-pixel")]
    [InlineData("TikTok", "third-party-pixel")]
    [InlineData("Google Customer Match", "contact-upload")]
    [InlineData("facebook-custom-audience", "contact-upload")]
    [InlineData("Cookie sync", "cross-site-identifier")]
    [InlineData("shadow_profiles", "cross-site-identifier")]
    [InlineData("device_graph", "cross-device-identifier")]
    [InlineData("Fingerprint", "cross-device-identifier")]
    [InlineData("Acxiom", "data-broker")]
    [InlineData("Something new", "unreviewed-integration")]
    public void S030_an_integration_that_would_know_too_much_stops_the_start_with_a_named_reason(string integration, string code)
    {
        var settings = Shop(new TenantSettings { Id = "demo", Integrations = new Dictionary<string, bool> { [integration] = true } });

        var mistake = Assert.Throws<SettingsException>(() => settings.Validate("rapport.json"));

        Assert.StartsWith($"rapport.json: tenant 'demo': {code}: integrations has '{integration}' on: ", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(AntiPatterns.Find(settings)).Code);
    }

    [Fact]
    public void S030_one_identity_in_two_shops_and_the_page_of_a_tracker_stop_the_start()
    {
        var key = TenantKeys.Create().TokenPublicKey;

        var shared = AntiPatterns.Find(Shop(new TenantSettings { Id = "a", TokenKeys = [key] }, new TenantSettings { Id = "b", TokenKeys = [key + "\n"] }));
        var tracker = AntiPatterns.Find(Shop(new TenantSettings { Id = "a", Origins = ["https://shop.example", "https://connect.facebook.net"] }));
        var field = AntiPatterns.Find(Shop(new TenantSettings { Id = "a", AllowList = AllowListTests.List(("views", ["product_id", "advertisingId"], ["recommendations"])) }));

        Assert.Equal(("cross-site-identifier", "a", "tokenKeys are those of 'b'"), Said(Assert.Single(shared)));
        Assert.Equal(("third-party-pixel", "a", "origins lets https://connect.facebook.net in"), Said(Assert.Single(tracker)));
        Assert.Equal(("cross-device-identifier", "a", "allowList has 'views.advertisingId'"), Said(Assert.Single(field)));
    }

    [Fact]
    public void S030_what_is_switched_off_and_an_ordinary_shop_start()
    {
        var keys = TenantKeys.Create();
        var settings = Shop(keys.ToSettings("demo", "Demo") with { Origins = ["https://shop.example"], Integrations = new Dictionary<string, bool> { ["Facebook Pixel"] = false } });

        settings.Validate("rapport.json");

        Assert.Empty(AntiPatterns.Find(settings));
    }

    private static (string Code, string Tenant, string Where) Said(AntiPattern found) => (found.Code, found.Tenant, found.Where);

    private static RapportSettings Shop(params TenantSettings[] tenants) => new() { Tenants = tenants };
}
