using Npgsql;
using Rapport.Core;
using Rapport.Core.Events;

namespace Rapport.Storage.Postgres;

/// <summary>Documents of shops in PostgreSQL, in clear.</summary>
internal sealed class PostgresDocuments(PostgresPool pool) : IDocumentStore
{
    private const string Columns = "SELECT id, version, at, actor, body FROM documents ";

    public async Task<ShopDocument?> FindDocumentAsync(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
        (await ListAsync(tenant, kind, Columns + "WHERE tenant = $1 AND kind = $2 AND id = $3 ORDER BY version DESC LIMIT 1", cancellation, id).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyList<ShopDocument>> ListDocumentsAsync(TenantId tenant, string kind, CancellationToken cancellation) => await ListAsync(
        tenant, kind, Columns + "AS d WHERE tenant = $1 AND kind = $2 AND body <> '' AND version = (SELECT max(version) FROM documents WHERE tenant = $1 AND kind = $2 AND id = d.id) ORDER BY id COLLATE \"C\"", cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<ShopDocument>> ListVersionsAsync(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
        await ListAsync(tenant, kind, Columns + "WHERE tenant = $1 AND kind = $2 AND id = $3 ORDER BY version DESC", cancellation, id).ConfigureAwait(false);

    public async Task<bool> AppendDocumentAsync(ShopDocument document, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(document);
        // Without gaps: the version before it is there, and nobody else wrote this one.
        var written = await pool.WriteAsync((
            """
            INSERT INTO documents SELECT $1, $2, $3, $4::integer, $5::bigint, $6, $7
            WHERE $4::integer = 1 + coalesce((SELECT max(version) FROM documents WHERE tenant = $1 AND kind = $2 AND id = $3), 0)
            ON CONFLICT DO NOTHING
            """,
            [document.Tenant.Value, document.Kind, document.Id, document.Version, document.At.UtcTicks, document.Actor, document.Text])).ConfigureAwait(false);
        return written[0] == 1;
    }

    private Task<List<ShopDocument>> ListAsync(TenantId tenant, string kind, string sql, CancellationToken cancellation, params string[] values) => pool.ListAsync(
        sql,
        parameters =>
        {
            foreach (var value in values.Prepend(kind).Prepend(tenant.Value))
                parameters.Add(new NpgsqlParameter { Value = value });
        },
        reader => new ShopDocument(tenant, kind, reader.GetString(0), reader.GetInt32(1), new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero), reader.GetString(3), reader.GetString(4)),
        cancellation);
}
