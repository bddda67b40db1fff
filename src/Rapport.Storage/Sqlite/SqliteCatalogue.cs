using System.Globalization;
using System.Text.Json;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Storage.Sqlite;

/// <summary>The catalogue in SQLite, in clear.</summary>
internal sealed class SqliteCatalogue(SqlitePool pool) : ICatalogueStore
{
    private const string Day = "yyyy-MM-dd";

    public Task<IReadOnlyList<CatalogueItem>> ReadAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<CatalogueItem>>(reader =>
    {
        var statement = reader.Prepare("""
            SELECT id, title, category, price_minor, currency, in_stock, url, image_url, brand, age_group, gender, is_consumable, class,
              description, group_id, creator, series, series_position, duration_seconds, published_on, loyalty_tier, color, size, size_system
            FROM items WHERE tenant = ?1
            """).Bind(tenant.Value);
        var items = new List<CatalogueItem>();
        while (statement.Step())
        {
            items.Add(Item(statement));
        }

        return items;
    }));

    public Task UpsertAsync(TenantId tenant, IReadOnlyCollection<CatalogueItem> items, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        pool.Write(writer =>
        {
            foreach (var item in items)
            {
                writer.Prepare("INSERT OR REPLACE INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)")
                    .Bind(tenant.Value).Bind(item.Id.Value).Bind(item.Title).Bind(item.Category).Bind(item.PriceMinor).Bind(item.Currency).Bind(item.InStock ? 1 : 0)
                    .Bind(item.Url).Bind(item.ImageUrl).Bind(item.Brand).Bind(item.AgeGroup).Bind(item.Gender).Bind(item.IsConsumable ? 1 : 0).Bind(item.Class.Code)
                    .Bind(item.Description).Bind(item.GroupId).Bind(item.Creator).Bind(item.Series).Bind(item.SeriesPosition).Bind(item.DurationSeconds)
                    .Bind(item.PublishedOn?.ToString(Day, CultureInfo.InvariantCulture)).Bind(item.LoyaltyTier)
                    .Bind(item.Color).Bind(item.Size).Bind(item.SizeSystem).Run();
            }
        });
        return Task.CompletedTask;
    }

    public Task<Quiz> ReadQuizAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
    {
        var statement = reader.Prepare("SELECT quiz FROM quizzes WHERE tenant = ?1").Bind(tenant.Value);
        return statement.Step() ? JsonSerializer.Deserialize(statement.Text(0), QuizJson.Default.Quiz)! : Quiz.None;
    }));

    public Task SaveQuizAsync(TenantId tenant, Quiz quiz, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(quiz);
        pool.Write(writer => writer.Prepare("INSERT OR REPLACE INTO quizzes VALUES (?1, ?2)").Bind(tenant.Value).Bind(JsonSerializer.Serialize(quiz, QuizJson.Default.Quiz)).Run());
        return Task.CompletedTask;
    }

    private static CatalogueItem Item(SqliteStatement row) => new(
        new ItemId(row.Text(0)),
        row.Text(1),
        row.Text(2),
        row.Long(3),
        row.Text(4),
        row.Long(5) == 1,
        row.TextOrNull(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.TextOrNull(10),
        row.Long(11) == 1,
        row.TextOrNull(12) is { } code ? new TopicClass(code) : default,
        row.TextOrNull(13),
        row.TextOrNull(14),
        row.TextOrNull(15),
        row.TextOrNull(16),
        (int)row.Long(17),
        (int)row.Long(18),
        row.TextOrNull(19) is { } day ? DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture) : null,
        row.TextOrNull(20),
        row.TextOrNull(21),
        row.TextOrNull(22),
        row.TextOrNull(23));
}
