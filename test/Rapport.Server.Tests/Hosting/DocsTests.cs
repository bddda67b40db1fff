using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Hosting;

public sealed partial class DocsTests
{
    /// <summary>Written anew by <c>RAPPORT_SNAPSHOTS=write</c>; a difference is a changed contract, hence a reviewed decision.</summary>
    [Fact]
    public async Task The_openapi_document_is_the_one_that_was_reviewed()
    {
        await using var server = await RunningServer.StartAsync();
        var path = Path.Combine(Repository.Folder, "docs", "openapi.json");

        var document = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json.AsObject();
        document.Remove("servers");
        var text = document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        if (Environment.GetEnvironmentVariable("RAPPORT_SNAPSHOTS") == "write")
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), text);
    }

    [Fact]
    public async Task Every_address_is_described_in_words()
    {
        await using var server = await RunningServer.StartAsync();

        var paths = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json["paths"]!.AsObject();

        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (Name: operation.Key + " " + path.Key, Says: operation.Value!["summary"]?.GetValue<string>()))).ToList();
        Assert.True(operations.Count >= 25);
        Assert.DoesNotContain(operations, operation => string.IsNullOrWhiteSpace(operation.Says));
    }

    [Fact]
    public async Task S057_the_api_reference_asks_nobody_else_for_anything()
    {
        await using var server = await RunningServer.StartAsync();

        var page = await server.SendAsync(HttpMethod.Get, "/docs");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
        var policy = page.Header("Content-Security-Policy");
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var nonce = Nonce().Match(page.Text).Groups[1].Value;
        Assert.Contains($"script-src 'self' 'nonce-{nonce}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        foreach (Match script in Scripts().Matches(page.Text))
        {
            var bundle = await server.SendAsync(HttpMethod.Get, new Uri(new Uri(server.Address + "/docs/"), script.Groups[1].Value).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, bundle.Status);
        }
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*\\ssrc=\"([^\"]+)\"")]
    private static partial Regex Scripts();
}
