using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Rapport.EndToEnd.Tests.Shared;

namespace Rapport.EndToEnd.Tests;

/// <summary>A thief with the data folder, the models and the log heads, but without the keys, tries to link one customer to one item.</summary>
public sealed class StolenDiskTests
{
    private const int Customers = 40;
    private const int Page = 4096;

    private static readonly string[] Items = [.. Enumerable.Range(0, 30).Select(i => $"qzx-thing-{i:00}")];

    [Fact]
    public async Task S071_a_stolen_disk_names_nobody_and_links_nobody_to_anything()
    {
        await using var server = await RapportProcess.StartAsync();
        await LiveADayAsync(server);
        var stolen = Steal(server.Home);

        Assert.All(stolen, file => Assert.DoesNotContain(Names(), name => Holds(file.Bytes, name)));
        var keys = await CustomerKeysAsync(server.Home);
        Assert.Equal(Customers, keys.Count);
        foreach (var (name, bytes) in stolen)
            Assert.Equal(0, Links(name, bytes, keys));
        Assert.Empty(await RepeatedBlobsAsync(server.Home));
    }

    [Fact]
    public async Task Of_a_forgotten_customer_not_even_the_pseudonym_is_left_on_disk()
    {
        await using var server = await RapportProcess.StartAsync();
        await LiveADayAsync(server);
        var before = await CustomerKeysAsync(server.Home);

        await server.SendAsync(HttpMethod.Delete, "/v1/customers/wvq-person-07", new { });

        var gone = before.Except(await CustomerKeysAsync(server.Home)).ToArray();
        var key = Convert.FromHexString(Assert.Single(gone));
        Assert.All(Steal(server.Home), file => Assert.False(Holds(file.Bytes, key), $"{file.Name} still holds the pseudonym."));
    }

    /// <summary>Consents, views, orders, decisions and a training, all over HTTP.</summary>
    private static async Task LiveADayAsync(RapportProcess server)
    {
        await server.PutItemsAsync([.. Items.Select((id, i) => (id, $"Title of {id}", $"Shelf > Board {i % 3}"))]);
        await Parallel.ForAsync(0, Customers, async (i, _) =>
        {
            var customer = $"wvq-person-{i:00}";
            await server.GrantAsync(customer, "recommendations", "learning");
            using var write = new HttpClient { BaseAddress = new Uri(server.Url) };
            write.DefaultRequestHeaders.Authorization = new("Bearer", server.Keys.SecretKey);
            var orders = Enumerable.Range(0, 4).Select(k => new { type = "track", @event = "Order Completed", messageId = $"msg-{i}-{k}", userId = customer, properties = new { order_id = $"ord-{i}-{k}", products = new[] { Item(i + k), Item(i + k + 1) } } });
            using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { batch = orders }), Encoding.UTF8, "application/json");
            using var answer = await write.PostAsync(new Uri("/v1/batch", UriKind.Relative), body, CancellationToken.None);
            Assert.Equal("4", answer.Headers.GetValues("Rapport-Stored").Single());
            await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer });
        });
        await server.SendAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
    }

    private static object Item(int i) => new { product_id = Items[i % Items.Length], price = 9.5, quantity = 1 };

    /// <summary>Everything but the keys: in the house they lie apart, and so they do not leave with the data.</summary>
    private static List<(string Name, byte[] Bytes)> Steal(string home) =>
        [.. Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(home, file).StartsWith("keys", StringComparison.Ordinal) && Path.GetFileName(file) != "lock")
            .Select(file => (Path.GetRelativePath(home, file), Read(file)))];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>What must be nowhere: ids, messages and orders, as they are, in UTF-16, in Base64, or hashed without a key.</summary>
    private static IEnumerable<byte[]> Names()
    {
        for (var i = 0; i < Customers; i++)
        {
            foreach (var text in new[] { $"wvq-person-{i:00}", $"c:wvq-person-{i:00}", $"msg-{i}-2", $"ord-{i}-2" })
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                yield return bytes;
                yield return Encoding.Unicode.GetBytes(text);
                yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('='));
                yield return SHA256.HashData(bytes)[..8];
                yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
            }
        }
    }

    /// <summary>Pages (of the database or of its WAL) and whole small files in which an item and a customer's pseudonym stand together.</summary>
    private static int Links(string name, byte[] bytes, IReadOnlyCollection<string> keys)
    {
        var unit = name.Contains(".db", StringComparison.Ordinal) ? Page : bytes.Length;
        var links = 0;
        for (var at = 0; at < bytes.Length; at += Math.Max(1, unit))
        {
            var piece = bytes.AsSpan(at, Math.Min(unit, bytes.Length - at)).ToArray();
            if (Items.Any(item => Holds(piece, Encoding.UTF8.GetBytes(item))) && keys.Any(key => Holds(piece, Convert.FromHexString(key))))
                links++;
        }

        return links;
    }

    private static async Task<HashSet<string>> CustomerKeysAsync(string home) =>
        [.. (await QueryAsync(home, "SELECT customer_key FROM customers")).Select(row => Convert.ToHexString((byte[])row[0]))];

    /// <summary>Equal ciphertexts would tell that two customers are alike.</summary>
    private static async Task<IEnumerable<string>> RepeatedBlobsAsync(string home) =>
        (await QueryAsync(home, "SELECT tail, body FROM customers"))
            .SelectMany(row => row).OfType<byte[]>().Where(blob => blob.Length > 0).Select(Convert.ToHexString).GroupBy(blob => blob).Where(group => group.Count() > 1).Select(group => group.Key);

    private static async Task<List<object[]>> QueryAsync(string home, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "data", "rapport.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static bool Holds(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;
}
