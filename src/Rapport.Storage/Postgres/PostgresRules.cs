using Npgsql;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Storage.Postgres;

/// <summary>The rules of shops in PostgreSQL, in clear.</summary>
internal sealed class PostgresRules(PostgresPool pool) : IRuleStore
{
    public async Task<BusinessRules> ReadRulesAsync(TenantId tenant, CancellationToken cancellation)
    {
        var stored = await pool.ListAsync(
            "SELECT rules FROM rules WHERE tenant = $1",
            parameters => parameters.Add(new NpgsqlParameter { Value = tenant.Value }),
            reader => RulesJson.Read(reader.GetString(0)),
            cancellation).ConfigureAwait(false);
        return stored.FirstOrDefault() ?? BusinessRules.None;
    }

    public Task SaveRulesAsync(TenantId tenant, BusinessRules rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return pool.WriteAsync(("INSERT INTO rules VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET rules = excluded.rules", [tenant.Value, RulesJson.Write(rules)]));
    }
}
