using Rapport.Server.Hosting;

namespace Rapport.Server.Tests.Hosting;

public sealed class RapportSettingsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("rapport-settings-").FullName;

    [Fact]
    public void An_empty_home_gets_the_most_private_defaults()
    {
        var settings = RapportSettings.LoadOrCreate(_home);

        Assert.Equal(("sqlite", "http://127.0.0.1:5080", 24, 15), (settings.Store, settings.Listen, settings.BatchRefreshHours, settings.TrainMinutes));
        Assert.Empty(settings.Tenants);
        Assert.True(File.Exists(Path.Combine(_home, "rapport.json")));
    }

    [Fact]
    public void What_is_saved_is_read_again_and_holds_no_secret_in_clear()
    {
        var keys = TenantKeys.Create();
        new RapportSettings().With(keys.ToSettings("demo", "Demo")).Save(_home);

        var text = File.ReadAllText(Path.Combine(_home, "rapport.json"));
        var tenant = Assert.Single(RapportSettings.LoadOrCreate(_home).Tenants);

        Assert.Equal((keys.WriteKey, keys.SecretKeyHash, keys.TokenPublicKey), (tenant.WriteKeys[0], tenant.SecretKeyHashes[0], tenant.TokenKeys[0]));
        Assert.DoesNotContain(keys.SecretKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_home, "rapport.json")));
    }

    [Theory]
    [InlineData("""{"colour":"red"}""", "colour")]
    [InlineData("""{"store":"sqlite","store":"sqlite"}""", "store")]
    [InlineData("""{"store":"mysql"}""", "mysql")]
    [InlineData("""{"store":"postgres"}""", "connection")]
    [InlineData("""{"trainMinutes":0}""", "trainMinutes")]
    [InlineData("""{"listen":"everywhere"}""", "listen")]
    [InlineData("""{"tenants":[{"id":"Demo!"}]}""", "Demo!")]
    [InlineData("""{"tenants":[{"name":"x"}]}""", "id")]
    [InlineData("""{"tenants":[{"id":"a"},{"id":"a"}]}""", "twice")]
    [InlineData("""{"tenants":[{"id":"a","origins":["https://a.example/"]}]}""", "origin")]
    [InlineData("""{"tenants":[{"id":"a","tokenKeys":["no key"]}]}""", "'a'")]
    [InlineData("""{"tenants":""", "line 1")]
    public void A_mistake_is_an_error_of_one_line_that_names_it(string json, string named)
    {
        File.WriteAllText(Path.Combine(_home, "rapport.json"), json);

        var mistake = Assert.Throws<SettingsException>(() => RapportSettings.LoadOrCreate(_home));

        Assert.Contains(named, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
