using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Rights;

namespace Rapport.Server.Campaigns;

/// <summary>Takes a customer's yes to mail back: the same no as in the privacy centre, in the same ledger.</summary>
internal sealed class WayOut(CustomerRights rights, TimeProvider clock)
{
    /// <param name="surface">Where it was said: <c>mail</c> or <c>complaint</c>.</param>
    public Task TakeAsync(TenantId tenant, CustomerId customer, string language, string surface, CancellationToken cancellation) => rights.ChooseAsync(
        tenant,
        customer,
        [new ConsentEntry(Purposes.Email, ConsentChoice.Refused, clock.GetUtcNow(), PurposeCatalogue.Find(Purposes.Email).TextVersion, language, surface, ConsentSource.Customer)],
        cancellation);
}
