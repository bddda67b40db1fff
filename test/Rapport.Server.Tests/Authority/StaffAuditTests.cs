using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Authority;

public sealed class StaffAuditTests
{
    [Fact]
    public async Task What_the_shop_reads_and_changes_of_customers_is_written_down_and_what_customers_do_themselves_is_not()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.EverythingAsync("ann");
        await server.AsShopAsync(HttpMethod.Get, "/v1/customers/ann");
        await server.AsShopAsync(HttpMethod.Get, "/v1/customers/ann/export");
        await server.AsShopAsync(HttpMethod.Delete, "/v1/customers/ann");
        await server.AsShopAsync(HttpMethod.Get, "/v1/figures");

        var lines = await ReadAsync(server);

        Assert.Equal([("export.make", "export"), ("customer.read", "access"), ("customer.change", "forget")], lines.Select(line => (line.Action, line.Detail)).OrderBy(line => line.Item2 == "export" ? 0 : line.Item2 == "access" ? 1 : 2));
        Assert.All(lines, line => Assert.Equal(("key:settings-1", "demo", 1), (line.Actor, line.Tenant, line.People)));
        Assert.DoesNotContain(lines, line => line.Customer!.Contains("ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_rules_says_who_and_what_and_is_taken_back_by_its_version()
    {
        await using var server = await RunningServer.StartAsync();
        var first = await PutAsync(server, "a");
        var second = await PutAsync(server, "b");
        Assert.NotEqual(first.Header("ETag"), second.Header("ETag"));

        var back = await server.AsShopAsync(HttpMethod.Post, "/v1/rules/rollback", new { version = first.Header("ETag") });
        var unknown = await server.AsShopAsync(HttpMethod.Post, "/v1/rules/rollback", new { version = "../../../etc/pw" });

        Assert.Equal((HttpStatusCode.OK, first.Text), (back.Status, back.Text));
        Assert.Equal(first.Text, (await server.AsShopAsync(HttpMethod.Get, "/v1/rules")).Text);
        Assert.Equal("unknown-version", unknown.Problem);
        var lines = await ReadAsync(server);
        Assert.Equal(["-b +a", "-a +b", "+a"], lines.Select(line => line.Detail.Split(": ")[1]));
        Assert.All(lines, line => Assert.Equal(("key:settings-1", "policy.change"), (line.Actor, line.Action)));
    }

    [Fact]
    public async Task The_key_of_the_house_is_rotated_over_the_api_by_a_key_without_a_scope_and_it_is_written_down()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");
        var narrow = await server.Services.GetRequiredService<Rapport.Storage.House.HouseKeeper>().AddKeyAsync("demo", "narrow", Rapport.Storage.House.Permissions.Policy, TestContext.Current.CancellationToken);

        var refused = await server.SendAsync(HttpMethod.Post, "/v1/keys/rotations", bearer: narrow!);
        var rotated = await server.AsShopAsync(HttpMethod.Post, "/v1/keys/rotations");

        Assert.Equal("key-out-of-scope", refused.Problem);
        Assert.Equal((HttpStatusCode.OK, 2), (rotated.Status, rotated.Json["generation"]!.GetValue<int>()));
        Assert.Single((await server.EverythingAsync("ann")).Json["consents"]!.AsArray());
        Assert.Equal(["house.keys-rotated", "house.keys-rotate"], (await ReadAsync(server)).Take(2).Select(line => line.Action));
    }

    private static Task<Answer> PutAsync(RunningServer server, string id) =>
        server.AsShopAsync(HttpMethod.Put, "/v1/rules", new { rules = new[] { new { id, kind = "exclude", item = "tent" } } });

    private static Task<IReadOnlyList<AuditLine>> ReadAsync(RunningServer server) =>
        server.Services.GetRequiredService<IAuditLog>().ReadAsync(new TenantId("demo"), null, 100, TestContext.Current.CancellationToken);
}
