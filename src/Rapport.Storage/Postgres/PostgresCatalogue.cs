using System.Text.Json;
using Npgsql;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Storage.Postgres;

/// <summary>The catalogue in PostgreSQL, in clear.</summary>
internal sealed class PostgresCatalogue(PostgresPool pool) : ICatalogueStore
{
    public async Task<IReadOnlyList<CatalogueItem>> ReadAsync(TenantId tenant, CancellationToken cancellation) => await pool.ListAsync(
        """
        SELECT id, title, category, price_minor, currency, in_stock, url, image_url, brand, age_group, gender, is_consumable, class,
          description, group_id, creator, series, series_position, duration_seconds, published_on, loyalty_tier, color, size, size_system
        FROM items WHERE tenant = $1
        """,
        parameters => parameters.Add(new NpgsqlParameter { Value = tenant.Value }),
        Item,
        cancellation).ConfigureAwait(false);

    public async Task<Quiz> ReadQuizAsync(TenantId tenant, CancellationToken cancellation)
    {
        var stored = await pool.ListAsync(
            "SELECT quiz FROM quizzes WHERE tenant = $1",
            parameters => parameters.Add(new NpgsqlParameter { Value = tenant.Value }),
            reader => JsonSerializer.Deserialize(reader.GetString(0), QuizJson.Default.Quiz)!,
            cancellation).ConfigureAwait(false);
        return stored.FirstOrDefault() ?? Quiz.None;
    }

    public Task SaveQuizAsync(TenantId tenant, Quiz quiz, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        return pool.WriteAsync((
            "INSERT INTO quizzes VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET quiz = excluded.quiz",
            [tenant.Value, JsonSerializer.Serialize(quiz, QuizJson.Default.Quiz)]));
    }

    public async Task UpsertAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        // The last of several with one id counts, as it would one by one.
        var rows = items.GroupBy(item => item.Id).Select(same => same.Last()).OrderBy(item => item.Id).ToArray();
        await pool.WriteAsync((
            """
            INSERT INTO items
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bool[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bool[], $14::text[],
              $15::text[], $16::text[], $17::text[], $18::text[], $19::int[], $20::int[], $21::date[], $22::text[], $23::text[], $24::text[], $25::text[])
            ON CONFLICT (tenant, id) DO UPDATE SET title = excluded.title, category = excluded.category, price_minor = excluded.price_minor, currency = excluded.currency,
              in_stock = excluded.in_stock, url = excluded.url, image_url = excluded.image_url, brand = excluded.brand, age_group = excluded.age_group, gender = excluded.gender,
              is_consumable = excluded.is_consumable, class = excluded.class,
              description = excluded.description, group_id = excluded.group_id, creator = excluded.creator, series = excluded.series, series_position = excluded.series_position,
              duration_seconds = excluded.duration_seconds, published_on = excluded.published_on, loyalty_tier = excluded.loyalty_tier,
              color = excluded.color, size = excluded.size, size_system = excluded.size_system
            """,
            [
                tenant.Value,
                rows.Select(item => item.Id.Value).ToArray(),
                rows.Select(item => item.Title).ToArray(),
                rows.Select(item => item.Category).ToArray(),
                rows.Select(item => item.PriceMinor).ToArray(),
                rows.Select(item => item.Currency).ToArray(),
                rows.Select(item => item.InStock).ToArray(),
                rows.Select(item => item.Url).ToArray(),
                rows.Select(item => item.ImageUrl).ToArray(),
                rows.Select(item => item.Brand).ToArray(),
                rows.Select(item => item.AgeGroup).ToArray(),
                rows.Select(item => item.Gender).ToArray(),
                rows.Select(item => item.IsConsumable).ToArray(),
                rows.Select(item => item.Class.Code).ToArray(),
                rows.Select(item => item.Description).ToArray(),
                rows.Select(item => item.GroupId).ToArray(),
                rows.Select(item => item.Creator).ToArray(),
                rows.Select(item => item.Series).ToArray(),
                rows.Select(item => item.SeriesPosition).ToArray(),
                rows.Select(item => item.DurationSeconds).ToArray(),
                rows.Select(item => item.PublishedOn).ToArray(),
                rows.Select(item => item.LoyaltyTier).ToArray(),
                rows.Select(item => item.Color).ToArray(),
                rows.Select(item => item.Size).ToArray(),
                rows.Select(item => item.SizeSystem).ToArray(),
            ])).ConfigureAwait(false);
    }

    private static CatalogueItem Item(NpgsqlDataReader reader) => new(
        new ItemId(reader.GetString(0)),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetString(4),
        reader.GetBoolean(5),
        TextOrNull(reader, 6),
        TextOrNull(reader, 7),
        TextOrNull(reader, 8),
        TextOrNull(reader, 9),
        TextOrNull(reader, 10),
        reader.GetBoolean(11),
        TextOrNull(reader, 12) is { } code ? new TopicClass(code) : default,
        TextOrNull(reader, 13),
        TextOrNull(reader, 14),
        TextOrNull(reader, 15),
        TextOrNull(reader, 16),
        reader.GetInt32(17),
        reader.GetInt32(18),
        reader.IsDBNull(19) ? null : reader.GetFieldValue<DateOnly>(19),
        TextOrNull(reader, 20),
        TextOrNull(reader, 21),
        TextOrNull(reader, 22),
        TextOrNull(reader, 23));

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
