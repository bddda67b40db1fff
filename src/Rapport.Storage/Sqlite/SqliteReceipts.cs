using System.Text.Json;
using Rapport.Core.Events;
using Rapport.Core.Rights;

namespace Rapport.Storage.Sqlite;

/// <summary>Receipts in SQLite, in clear: they name nobody.</summary>
internal sealed class SqliteReceipts(SqlitePool pool) : IReceiptStore
{
    public Task SaveAsync(TenantId tenant, ErasureReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        pool.Write(writer => writer.Prepare("INSERT OR REPLACE INTO receipts VALUES (?1, ?2, ?3, ?4, ?5)")
            .Bind(tenant.Value).Bind(receipt.Id).Bind(receipt.RequestedAt.UtcTicks).Bind(receipt.FinalAt?.UtcTicks)
            .Bind(JsonSerializer.Serialize(receipt, ReceiptJson.Default.ErasureReceipt)).Run());
        return Task.CompletedTask;
    }

    public Task<ErasureReceipt?> ReadAsync(TenantId tenant, string receiptId, CancellationToken cancellation) =>
        Task.FromResult(Read("SELECT receipt FROM receipts WHERE tenant = ?1 AND id = ?2", tenant.Value, receiptId).FirstOrDefault());

    public Task<IReadOnlyList<ErasureReceipt>> ReadPendingAsync(TenantId tenant, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ErasureReceipt>>(Read("SELECT receipt FROM receipts WHERE tenant = ?1 AND final_at IS NULL ORDER BY requested_at, id", tenant.Value));

    private List<ErasureReceipt> Read(string sql, params string[] values) => pool.Read(reader =>
    {
        var statement = reader.Prepare(sql);
        foreach (var value in values)
            statement.Bind(value);
        var receipts = new List<ErasureReceipt>();
        while (statement.Step())
            receipts.Add(JsonSerializer.Deserialize(statement.Text(0), ReceiptJson.Default.ErasureReceipt)!);
        return receipts;
    });
}
