using Rapport.Core;
using Rapport.Core.Events;

namespace Rapport.Storage.Sqlite;

/// <summary>Documents of shops in SQLite, in clear.</summary>
internal sealed class SqliteDocuments(SqlitePool pool) : IDocumentStore
{
    private const string Columns = "SELECT id, version, at, actor, body FROM documents ";

    public Task<ShopDocument?> FindDocumentAsync(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
        Task.FromResult(Read(tenant, kind, Columns + "WHERE tenant = ?1 AND kind = ?2 AND id = ?3 ORDER BY version DESC LIMIT 1", id).FirstOrDefault());

    public Task<IReadOnlyList<ShopDocument>> ListDocumentsAsync(TenantId tenant, string kind, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ShopDocument>>(Read(
            tenant, kind, Columns + "AS d WHERE tenant = ?1 AND kind = ?2 AND body <> '' AND version = (SELECT max(version) FROM documents WHERE tenant = ?1 AND kind = ?2 AND id = d.id) ORDER BY id"));

    public Task<IReadOnlyList<ShopDocument>> ListVersionsAsync(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ShopDocument>>(Read(tenant, kind, Columns + "WHERE tenant = ?1 AND kind = ?2 AND id = ?3 ORDER BY version DESC", id));

    public Task<bool> AppendDocumentAsync(ShopDocument document, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Task.FromResult(pool.Write(writer =>
        {
            // Without gaps: the version before it is the newest there is.
            var newest = writer.Prepare("SELECT coalesce(max(version), 0) FROM documents WHERE tenant = ?1 AND kind = ?2 AND id = ?3").Bind(document.Tenant.Value).Bind(document.Kind).Bind(document.Id);
            newest.Step();
            var version = newest.Long(0);
            newest.Reset();
            if (version + 1 != document.Version)
                return false;
            writer.Prepare("INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .Bind(document.Tenant.Value).Bind(document.Kind).Bind(document.Id).Bind(document.Version).Bind(document.At.UtcTicks).Bind(document.Actor).Bind(document.Text).Run();
            return true;
        }));
    }

    private List<ShopDocument> Read(TenantId tenant, string kind, string sql, params string[] values) => pool.Read(reader =>
    {
        var statement = reader.Prepare(sql).Bind(tenant.Value).Bind(kind);
        foreach (var value in values)
            statement.Bind(value);
        var documents = new List<ShopDocument>();
        while (statement.Step())
            documents.Add(new ShopDocument(tenant, kind, statement.Text(0), (int)statement.Long(1), new DateTimeOffset(statement.Long(2), TimeSpan.Zero), statement.Text(3), statement.Text(4)));
        return documents;
    });
}
