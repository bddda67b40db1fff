using System.Diagnostics;
using Rapport.EndToEnd.Tests.Shared;

namespace Rapport.EndToEnd.Tests;

/// <summary>Kills the server with SIGKILL while two client processes send orders over real HTTP; what was acknowledged is there, once.</summary>
public abstract class DurabilityTests
{
    private const int Customers = 300;

    /// <summary>The connection string of the store under test, or null for the embedded one.</summary>
    protected abstract Task<string?> StoreAsync();

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_nothing_is_there_twice()
    {
        var kills = Repository.ProvesInFull ? 50 : 4;
        await using var server = await RapportProcess.StartAsync(await StoreAsync());
        await server.PutItemsAsync(("cup", "Blue cup", "Table > Cups"));
        await Parallel.ForAsync(0, Customers, async (i, _) => await server.GrantAsync($"c{i}", "recommendations"));
        var stop = Path.Combine(server.Home, "stop");
        string[] acks = [Path.Combine(server.Home, "acks-a"), Path.Combine(server.Home, "acks-b")];
        var clients = acks.Select((file, i) => RapportProcess.StartClient("intake.mjs", server.Url, server.Keys.WriteKey, $"p{i}", $"{Customers}", file, stop)).ToArray();

        var random = new Random(1);
        for (var kill = 0; kill < kills; kill++)
        {
            WaitForMore(acks, random.Next(100, 600));
            server.Kill();
            await server.RestartAsync();
        }

        WaitForMore(acks, 100);
        await File.WriteAllTextAsync(stop, "");
        await Task.WhenAll(clients.Select(RapportProcess.FinishAsync));

        var acknowledged = acks.SelectMany(File.ReadLines).Select(line => line.Split(' ')).ToLookup(parts => parts[0], parts => parts[1]);
        var stored = await ReadOrdersAsync(server);
        Assert.All(acknowledged, customer => Assert.Superset(customer.ToHashSet(), stored[customer.Key].ToHashSet()));
        Assert.All(stored, customer => Assert.Equal(customer.Value.Count, customer.Value.Distinct().Count()));
        var count = acknowledged.Sum(customer => customer.Count());
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {count} events acknowledged, {stored.Sum(customer => customer.Value.Count)} stored, 0 lost, 0 twice");
        Assert.True(count > kills * 100);
    }

    private static async Task<Dictionary<string, List<string>>> ReadOrdersAsync(RapportProcess server)
    {
        var stored = new Dictionary<string, List<string>>();
        for (var i = 0; i < Customers; i++)
        {
            var file = await server.GetAsync($"/v1/customers/c{i}");
            stored[$"c{i}"] = [.. file.GetProperty("history").EnumerateArray().Select(line => line.GetProperty("orderId").GetString()!)];
        }

        return stored;
    }

    private static void WaitForMore(string[] files, int lines)
    {
        int Count() => files.Where(File.Exists).Sum(file => File.ReadLines(file).Count());
        var (goal, deadline) = (Count() + lines, Stopwatch.StartNew());
        SpinWait.SpinUntil(() => Count() >= goal || deadline.Elapsed > TimeSpan.FromSeconds(60));
        Assert.True(Count() >= goal, "The clients are stuck.");
    }
}

public sealed class SqliteDurabilityTests : DurabilityTests
{
    protected override Task<string?> StoreAsync() => Task.FromResult<string?>(null);
}
