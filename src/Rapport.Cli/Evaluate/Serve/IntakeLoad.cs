using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>Events for the load, as requests and as bare rows.</summary>
internal sealed class IntakeLoad
{
    public const int EventsPerBatch = 50;
    private const int BatchCount = 4_000;

    private readonly List<byte[][]> _raw = [];

    public IntakeLoad(LoadShop shop, string writeKey, int seed)
    {
        var random = new Random(seed);
        var authorization = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(writeKey + ":"));
        for (var batch = 0; batch < BatchCount; batch++)
        {
            var events = Enumerable.Range(0, EventsPerBatch).Select(i => Event(shop, random, batch, i)).ToArray();
            Requests.Add(LoadFile.Post("/v1/batch", authorization, Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', events)}}]}""")));
            _raw.Add([.. events.Select(Encoding.UTF8.GetBytes)]);
        }
    }

    /// <summary>Whole requests, a batch each.</summary>
    public List<byte[]> Requests { get; } = [];

    /// <summary>The baseline of intake: the same event bytes into one SQLite table, a durable transaction a batch, nothing else.</summary>
    /// <returns>Events a second.</returns>
    public double RawInserts(string home, double seconds)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "raw.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events (body) VALUES ($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (var batch = 0; clock.Elapsed.TotalSeconds < seconds; batch++)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var bytes in _raw[batch % _raw.Count])
            {
                body.Value = bytes;
                count += insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static string Event(LoadShop shop, Random random, int batch, int i) =>
        $$$"""{"type":"track","event":"Product Viewed","messageId":"load-{{{batch}}}-{{{i}}}","userId":"{{{shop.CustomerOf(random.Next(shop.Customers)).Value}}}","timestamp":"{{{DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}}","properties":{"product_id":"{{{shop.ItemOf(random.Next(shop.Items)).Value}}}","price":12.5,"quantity":1}}""";

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
