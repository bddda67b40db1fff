using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rapport.EndToEnd.Tests.Shared;
using Rapport.Testing;

namespace Rapport.EndToEnd.Tests;

/// <summary>A thief with everything (data, key store, log heads, models, audit, both backups, what the server said) after a day with every right used, on either store.</summary>
public sealed class StolenHouseTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Customers = 24;

    private static readonly string[] Things = [.. Enumerable.Range(0, 12).Select(i => $"qzx-thing-{i:00}")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S071_a_stolen_house_names_nobody_and_says_of_nobody_what_she_chose(bool onPostgres)
    {
        var connection = onPostgres ? await postgres.CreateDatabaseAsync() : null;
        await using var server = await RapportProcess.StartAsync(connection);
        var exported = await LiveADayAsync(server);
        var backups = await BackUpAsync(server, withData: !onPostgres);
        await server.SendAsync(HttpMethod.Delete, "/v1/customers/" + Uri.EscapeDataString(Name(7)), new { });
        var keys = await CustomerKeysAsync(server, connection);
        Assert.Equal(Customers - 1, keys.Count);

        var loot = await new Loot().TakeFoldersAsync([server.Home, .. backups]);
        if (connection is not null)
            await loot.TakePostgresAsync(connection);
        var said = Encoding.UTF8.GetBytes(string.Join('\n', server.Output) + exported);

        Assert.All(loot.Files.Append(("what the server said", said)), file => Assert.DoesNotContain(Secrets(server), secret => Loot.Holds(file.Item2, secret)));
        // The catalogue is no secret: but it lies in one table, and nowhere else does a thing stand.
        Assert.Equal(["items"], loot.Rows.Where(row => Mentions(row.Row)).Select(row => row.Table.Split('/')[^1]).Distinct());
        Assert.Empty(loot.Rows.Where(row => Mentions(row.Row) && keys.Exists(key => Tells(row.Row, key))).Select(row => row.Table));
        Assert.Empty(loot.Files.Where(file => Mentions(file.Bytes) && !IsDatabase(file.Name)).Select(file => file.Name));
        Assert.True(loot.Rows.Count(row => keys.Exists(key => Tells(row.Row, key))) >= 2 * keys.Count, "No customer was found at all: the search is blind.");
    }

    [Fact]
    public async Task S071_with_an_old_backup_and_the_keys_of_today_an_erased_customer_is_nobody()
    {
        await using var server = await RapportProcess.StartAsync();
        await LiveADayAsync(server);
        var backups = await BackUpAsync(server, withData: true);
        await server.SendAsync(HttpMethod.Delete, "/v1/customers/" + Uri.EscapeDataString(Name(7)), new { });
        await WithdrawAsync(server, Name(8));
        await RunAsync(server.Home, "backup", backups[1], "--keys");
        server.Kill();
        Directory.Delete(Path.Combine(server.Home, "data"), recursive: true);

        await RunAsync(server.Home, "restore", backups[0]);
        await server.RestartAsync();

        Assert.Equal(0, (await HeldAsync(server, Name(7))).GetProperty("total").GetInt32());
        Assert.Empty((await HeldAsync(server, Name(8))).GetProperty("history").EnumerateArray());
        Assert.NotEmpty((await HeldAsync(server, Name(9))).GetProperty("history").EnumerateArray());
        var loot = await new Loot().TakeFoldersAsync([server.Home, .. backups]);
        Assert.All(loot.Files, file => Assert.DoesNotContain(Secrets(server), secret => Loot.Holds(file.Bytes, secret)));
    }

    private static string Name(int i) => $"wvq-person-{i:00}@kunde.example";

    private static string Title(string thing) => $"Zwille of {thing}";

    private static bool IsDatabase(string name) => name.Contains(".db", StringComparison.Ordinal) || name.StartsWith("base/", StringComparison.Ordinal) || name.StartsWith("pg_wal/", StringComparison.Ordinal);

    private static bool Mentions(byte[] bytes) => Loot.Holds(bytes, "qzx-thing-"u8.ToArray()) || Loot.Holds(bytes, "Zwille of"u8.ToArray());

    private static bool Tells(byte[] bytes, byte[] key) => Loot.Holds(bytes, key) || Loot.Holds(bytes, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)));

    /// <summary>Whatever must be nowhere: names, mail addresses, orders, messages, in several guises, and every credential.</summary>
    private static List<byte[]> Secrets(RapportProcess server)
    {
        var texts = Enumerable.Range(0, Customers).SelectMany(i => new[] { $"wvq-person-{i:00}", $"wvq-order-{i}", $"wvq-message-{i}" }).Append("wvq-")
            .Append(server.Keys.SecretKey).Append(server.Keys.TokenPrivateKey.Split('\n')[1]).Append("eyJhbGciOi");
        return [.. texts.SelectMany(text => new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))[..^4]) }).Where(bytes => bytes.Length > 3)];
    }

    /// <summary>Choices, events, decisions, rights, exports and a training, over HTTP.</summary>
    /// <returns>What the shop exported of everybody together.</returns>
    private static async Task<string> LiveADayAsync(RapportProcess server)
    {
        await server.PutItemsAsync([.. Things.Select((id, i) => (id, Title(id), $"Shelf > Board {i % 3}"))]);
        await Parallel.ForAsync(0, Customers, async (i, _) =>
        {
            await server.GrantAsync(Name(i), "recommendations", "learning", "measurement");
            var orders = Enumerable.Range(0, 3).Select(k => new { type = "track", @event = "Order Completed", messageId = $"wvq-message-{i}-{k}", userId = Name(i), properties = new { order_id = $"wvq-order-{i}-{k}", products = new[] { Thing(i + k), Thing(i + k + 1) } } });
            await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = orders });
            await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = Name(i) });
        });
        await server.SendAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
        foreach (var i in Enumerable.Range(0, 4))
        {
            var customer = "/v1/customers/" + Uri.EscapeDataString(Name(i));
            await server.SendAsync(HttpMethod.Post, customer + "/hides", new { item = Things[i + 5] });
            await server.SendAsync(HttpMethod.Post, customer + "/gifts", new { item = Things[i] });
            await server.SendAsync(HttpMethod.Post, "/v1/requests", new { right = i % 2 == 0 ? "access" : "restrict", regime = "gdpr", customer = Name(i) });
            await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "product", customer = Name(i), context = new { item = Things[i] } });
            await HeldAsync(server, Name(i));
        }

        await WithdrawAsync(server, Name(5));
        using var exported = await server.Http.GetAsync(new Uri("/v1/exports/anonymised", UriKind.Relative));
        return await exported.Content.ReadAsStringAsync();
    }

    private static object Thing(int i) => new { product_id = Things[i % Things.Length], price = 9.5, quantity = 1 };

    private static Task<JsonElement> HeldAsync(RapportProcess server, string customer) => server.GetAsync("/v1/customers/" + Uri.EscapeDataString(customer));

    private static Task<JsonElement> WithdrawAsync(RapportProcess server, string customer) => server.SendAsync(HttpMethod.Put, "/v1/consents", new
    {
        customer,
        language = "en",
        surface = "test",
        choices = new[] { "recommendations", "learning", "measurement" }.Select(purpose => new { purpose, granted = false, textVersion = purpose + "/1" }),
    });

    private static async Task<string[]> BackUpAsync(RapportProcess server, bool withData)
    {
        var (data, keys) = (Path.Combine(server.Home, "backups", "data"), Path.Combine(server.Home, "backups", "keys"));
        Directory.CreateDirectory(Path.Combine(server.Home, "backups"));
        if (withData)
            await RunAsync(server.Home, "backup", data);
        await RunAsync(server.Home, "backup", keys, "--keys");
        return withData ? [data, keys] : [keys];
    }

    private static async Task<List<byte[]>> CustomerKeysAsync(RapportProcess server, string? connection)
    {
        var keys = new List<byte[]>();
        await using System.Data.Common.DbConnection opened = connection is null
            ? new SqliteConnection($"Data Source={Path.Combine(server.Home, "data", "rapport.db")};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection(connection + ";Pooling=false");
        await opened.OpenAsync();
        await using var command = opened.CreateCommand();
        command.CommandText = "SELECT customer_key FROM customers";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            keys.Add((byte[])reader[0]);
        return keys;
    }

    private static async Task RunAsync(string home, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. verb, "--home", home, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', verb)}: {output} {await errors}");
    }
}
