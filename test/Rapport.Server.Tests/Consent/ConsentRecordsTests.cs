using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rapport.Server.Consent;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Consent;

/// <summary>Consent records as they leave the shop: by the guide's terms, with the words shown, and checkable by anybody.</summary>
public sealed class ConsentRecordsTests
{
    [Fact]
    public async Task S054_a_record_holds_the_exact_words_that_were_shown_and_every_field_the_guide_asks_for()
    {
        await using var server = await RunningServer.StartAsync();
        await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "recommendations", granted = true, textVersion = "recommendations/1" }, new { purpose = "email", granted = false, textVersion = "email/1" } }, language = "de", surface = "home", jurisdiction = "DE" });

        var file = await ExportAsync(server);

        var record = Assert.Single(file["records"]!.AsArray())!["record"]!.AsObject();
        Assert.All(["@context", "dct:conformsTo", "dpv:hasIdentifier", "dpv:hasDataSubject", "dct:created", "dct:creator", "dct:language", "dpv:hasEntity", "dpv:hasNotice"], member => Assert.True(record.ContainsKey(member), member));
        var shown = (await server.SendAsync(HttpMethod.Get, "/v1/purposes?language=de")).Json["purposes"]![0]!["text"]!.AsObject();
        Assert.Equal(string.Join('\n', shown.Select(part => part.Value!.GetValue<string>())), record["dpv:hasNotice"]![0]!["dct:description"]!.GetValue<string>());
        var processes = record["dpv:hasProcess"]!.AsArray();
        Assert.Equal(["dpv:ConsentGiven", "dpv:ConsentRefused"], processes.Select(process => process!["dpv:hasConsentStatus"]![0]!["@type"]![0]!.GetValue<string>()));
        Assert.Equal(["dpv:ProvideProductRecommendations", "dpv:DirectMarketing"], processes.Select(process => process!["dpv:hasPurpose"]![0]!["skos:broader"]!.GetValue<string>()));
        Assert.All(processes, process => Assert.All(
            ["dpv:hasPersonalData", "dpv:hasProcessing", "dpv:hasDataController", "dpv:hasDataSource", "dpv:hasStorageCondition", "dpv:hasRecipient", "dpv:hasLegalBasis", "dpv:hasJurisdiction", "dpv:hasConsentControl"],
            member => Assert.True(process!.AsObject().ContainsKey(member), member)));
    }

    [Fact]
    public async Task A_record_changed_removed_or_moved_shows_without_the_server()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.GrantAsync("ann", "learning");
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.ChooseAsync("ann", granted: false, "recommendations");
        var file = await ExportAsync(server);
        var key = (await server.SendAsync(HttpMethod.Get, "/v1/keys")).Json["keys"]![0]!["pem"]!.GetValue<string>();

        Assert.Equal((3, null), (ConsentRecordsCheck.Of(file.ToJsonString(), key).Records, ConsentRecordsCheck.Of(file.ToJsonString(), key).Broken));
        foreach (var tampering in Tamperings())
        {
            var tampered = file.DeepClone().AsObject();
            tampering(tampered);
            Assert.NotNull(ConsentRecordsCheck.Of(tampered.ToJsonString(), key).Broken);
        }

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.NotNull(ConsentRecordsCheck.Of(file.ToJsonString(), other.ExportSubjectPublicKeyInfoPem()).Broken);
    }

    private static IEnumerable<Action<JsonObject>> Tamperings()
    {
        yield return file => Record(file, 2)["dpv:hasProcess"]![0]!["dpv:hasConsentStatus"]![0]!["@type"]![0] = "dpv:ConsentGiven";
        yield return file => Record(file, 0)["dct:created"] = "2020-01-01T00:00:00.000Z";
        yield return file => file["records"]!.AsArray().RemoveAt(2);
        yield return file => file["records"]!.AsArray().RemoveAt(0);
        yield return file => file["records"]!.AsArray().RemoveAt(1);
        yield return file =>
        {
            var records = file["records"]!.AsArray();
            var first = records[0]!.DeepClone();
            records.RemoveAt(0);
            records.Add(first);
        };
        yield return file => file["count"] = 2;
        yield return file => file["tenant"] = "other";
    }

    private static JsonObject Record(JsonObject file, int i) => file["records"]![i]!["record"]!.AsObject();

    private static async Task<JsonObject> ExportAsync(RunningServer server) =>
        (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/customers/me/consents/records")).Json.AsObject();
}
