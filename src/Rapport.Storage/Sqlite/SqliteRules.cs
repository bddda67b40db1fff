using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Storage.Sqlite;

/// <summary>The rules of shops in SQLite, in clear.</summary>
internal sealed class SqliteRules(SqlitePool pool) : IRuleStore
{
    public Task<BusinessRules> ReadRulesAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
    {
        var statement = reader.Prepare("SELECT rules FROM rules WHERE tenant = ?1").Bind(tenant.Value);
        return statement.Step() ? RulesJson.Read(statement.Text(0)) : BusinessRules.None;
    }));

    public Task SaveRulesAsync(TenantId tenant, BusinessRules rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        pool.Write(writer => writer.Prepare("INSERT OR REPLACE INTO rules VALUES (?1, ?2)").Bind(tenant.Value).Bind(RulesJson.Write(rules)).Run());
        return Task.CompletedTask;
    }
}
