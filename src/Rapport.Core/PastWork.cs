using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;

namespace Rapport.Core;

/// <summary>Takes what a browser did under a number of its own into the account of the customer who signed in there, after her yes to exactly that.</summary>
/// <remarks>
/// A copy that can be begun again, and then the number is forgotten: never one transaction over two customers.
/// <para><b>Failure</b>: what throws in between leaves both; taken again, nothing counts twice. What arrives under the number while it is taken along is forgotten with it.</para>
/// <para><b>Threads</b>: safe.</para>
/// </remarks>
public sealed class PastWork(ICustomerStore customers, Personalizer personalizer, Shops shops, TimeProvider clock)
{
    /// <returns>Null without the customer's yes: then nothing happened.</returns>
    /// <exception cref="ArgumentException">The past is not an anonymous one, or the customer is nobody by name.</exception>
    public async Task<TakenPast?> TakeAlongAsync(TenantId tenant, CustomerId customer, CustomerId anonymous, CancellationToken cancellation)
    {
        if (customer.IsAnonymous || !anonymous.IsAnonymous)
            throw new ArgumentException("Only what was kept under a number goes to a customer with a name.", nameof(anonymous));
        var past = await customers.ReadAsync(tenant, anonymous, cancellation).ConfigureAwait(false);
        var taken = await customers.ChangeAsync(tenant, customer, file => PastGate.Take(file, past, shops[tenant].Catalogue, clock.GetUtcNow()), cancellation).ConfigureAwait(false);
        // What is said yes to went over; the number goes whatever was let in.
        return taken is null || past.Ledger.Entries.Count == 0 ? taken : taken with { Receipt = await personalizer.ForgetAsync(tenant, anonymous).ConfigureAwait(false) };
    }
}
