using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Storage.Sqlite;

/// <summary>The catalogue in SQLite, in clear.</summary>
internal sealed class SqliteCatalogue(SqlitePool pool) : ICatalogueStore
{
    public Task<IReadOnlyList<CatalogueItem>> ReadAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<CatalogueItem>>(reader =>
    {
        var statement = reader.Prepare("""
            SELECT id, title, category, price_minor, currency, in_stock, url, image_url, brand, age_group, gender, is_consumable, class FROM items WHERE tenant = ?1
            """).Bind(tenant.Value);
        var items = new List<CatalogueItem>();
        while (statement.Step())
        {
            items.Add(new CatalogueItem(
                new ItemId(statement.Text(0)),
                statement.Text(1),
                statement.Text(2),
                statement.Long(3),
                statement.Text(4),
                statement.Long(5) == 1,
                statement.TextOrNull(6),
                statement.TextOrNull(7),
                statement.TextOrNull(8),
                statement.TextOrNull(9),
                statement.TextOrNull(10),
                statement.Long(11) == 1,
                statement.TextOrNull(12) is { } code ? new TopicClass(code) : default));
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
                writer.Prepare("INSERT OR REPLACE INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
                    .Bind(tenant.Value).Bind(item.Id.Value).Bind(item.Title).Bind(item.Category).Bind(item.PriceMinor).Bind(item.Currency).Bind(item.InStock ? 1 : 0)
                    .Bind(item.Url).Bind(item.ImageUrl).Bind(item.Brand).Bind(item.AgeGroup).Bind(item.Gender).Bind(item.IsConsumable ? 1 : 0).Bind(item.Class.Code).Run();
            }
        });
        return Task.CompletedTask;
    }
}
