using System.Text.Json;
using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.Rights;

namespace Rapport.Storage.Postgres;

/// <summary>Receipts in PostgreSQL, in clear: they name nobody.</summary>
internal sealed class PostgresReceipts(PostgresPool pool) : IReceiptStore
{
    public Task SaveAsync(TenantId tenant, ErasureReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return pool.WriteAsync((
            """
            INSERT INTO receipts VALUES ($1, $2, $3, $4::bigint, $5)
            ON CONFLICT (tenant, id) DO UPDATE SET requested_at = excluded.requested_at, final_at = excluded.final_at, receipt = excluded.receipt
            """,
            [tenant.Value, receipt.Id, receipt.RequestedAt.UtcTicks, receipt.FinalAt?.UtcTicks, JsonSerializer.Serialize(receipt, ReceiptJson.Default.ErasureReceipt)]));
    }

    public async Task<ErasureReceipt?> ReadAsync(TenantId tenant, string receiptId, CancellationToken cancellation) =>
        (await ListAsync("SELECT receipt FROM receipts WHERE tenant = $1 AND id = $2", cancellation, tenant.Value, receiptId).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyList<ErasureReceipt>> ReadPendingAsync(TenantId tenant, CancellationToken cancellation) =>
        await ListAsync("SELECT receipt FROM receipts WHERE tenant = $1 AND final_at IS NULL ORDER BY requested_at, id", cancellation, tenant.Value).ConfigureAwait(false);

    private Task<List<ErasureReceipt>> ListAsync(string sql, CancellationToken cancellation, params string[] values) => pool.ListAsync(
        sql,
        parameters =>
        {
            foreach (var value in values)
                parameters.Add(new NpgsqlParameter { Value = value });
        },
        reader => JsonSerializer.Deserialize(reader.GetString(0), ReceiptJson.Default.ErasureReceipt)!,
        cancellation);
}
