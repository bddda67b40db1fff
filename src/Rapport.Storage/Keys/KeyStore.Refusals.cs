using Rapport.Core.Events;
using Rapport.Storage.Customers;

namespace Rapport.Storage.Keys;

/// <summary>The part of the key store that outlives the data: what customers said no to.</summary>
internal sealed partial class KeyStore
{
    /// <summary>Keeps refusals of customers who have a data key; on disk when it returns.</summary>
    public void Add(IReadOnlyList<Refusal> refusals, DateTimeOffset at) => Writing(writer => writer.Transact(inside =>
    {
        foreach (var refusal in refusals)
        {
            inside.Prepare("INSERT INTO refusals (tenant, customer_key, at, sealed) SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM data_keys WHERE tenant = ?1 AND customer_key = ?2)")
                .Bind(refusal.Customer.Tenant.Value).Bind(refusal.Customer.ToBytes()).Bind(at.UtcTicks).Bind(refusal.Sealed).Run();
        }

        return refusals.Count;
    }));

    /// <summary>The next refusals after a number, in order.</summary>
    public IReadOnlyList<Refusal> Refusals(long after, int count)
    {
        lock (_reading)
        {
            return Guarded(() =>
            {
                var refusals = new List<Refusal>();
                var statement = _reader.Prepare("SELECT number, tenant, customer_key, sealed FROM refusals WHERE number > ?1 ORDER BY number LIMIT ?2").Bind(after).Bind(count);
                while (statement.Step())
                    refusals.Add(new Refusal(statement.Long(0), CustomerKey.From(new TenantId(statement.Text(1)), statement.Span(2)), statement.Blob(3)));
                statement.Reset();
                return refusals;
            });
        }
    }

    /// <summary>The number of the last refusal that was ever kept; data that knew a later one make the next be numbered after it.</summary>
    /// <param name="known">The last number that the data know.</param>
    public long LastRefusal(long known) => Writing(writer => writer.Transact(inside =>
    {
        var statement = inside.Prepare("SELECT seq FROM sqlite_sequence WHERE name = 'refusals'");
        var last = statement.Step() ? statement.Long(0) : (long?)null;
        statement.Reset();
        if (last >= known || known == 0)
            return last ?? 0;
        // The key store is older than the data: a number that is used twice would be taken for one that was applied.
        inside.Prepare("DELETE FROM sqlite_sequence WHERE name = 'refusals'").Run();
        inside.Prepare("INSERT INTO sqlite_sequence VALUES ('refusals', ?1)").Bind(known).Run();
        return known;
    }));

    /// <summary>Lets go of refusals of before a time.</summary>
    public long LetGoOfRefusals(DateTimeOffset before) => Writing(writer =>
    {
        writer.Prepare("DELETE FROM refusals WHERE at < ?1").Bind(before.UtcTicks).Run();
        return writer.Changes;
    });
}
