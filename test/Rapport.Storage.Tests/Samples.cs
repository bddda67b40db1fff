using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Storage.Tests;

/// <summary>Made-up customers, items, events and decisions.</summary>
internal static class Samples
{
    public static readonly TenantId Tenant = new("demo");
    public static readonly TenantId OtherTenant = new("other");
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly ItemCatalogue Catalogue = new(Enumerable.Range(0, 500).Select(i => new CatalogueItem(Item(i), $"Thing {i}", "Kitchen > Pans", 1_000 + i, "EUR")));

    public static ItemId Item(int number) => new($"zx-item-{number:D4}");

    public static CustomerId Customer(int number) => CustomerId.Known($"qv-person-{number:D5}");

    public static ConsentEntry Yes(Purposes purpose = Purposes.Recommendations, DateTimeOffset? at = null) =>
        new(purpose, ConsentChoice.Granted, at ?? Now, PurposeCatalogue.Find(purpose).TextVersion, "en", "home", ConsentSource.Customer);

    public static ConsentEntry Withdrawal(Purposes purpose = Purposes.Recommendations, DateTimeOffset? at = null) =>
        Yes(purpose, at) with { Choice = ConsentChoice.Withdrawn };

    public static Event Bought(CustomerId customer, string messageId, int item, DateTimeOffset? at = null) =>
        new(messageId, customer, EventKind.OrderCompleted, at ?? Now, at ?? Now, [new EventLine(Item(item), 1 + (item % 3), 1_000 + item)], $"order-{messageId}", null, null);

    /// <summary>Passes an event through the gate, as the intake does.</summary>
    /// <returns>Whether it was stored.</returns>
    public static bool TryRecord(this CustomerFile file, Event happened)
    {
        if (file.HasSeen(happened.MessageId) || ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, Catalogue) is not Verdict.Allow allow)
            return false;
        file.Record(new PermittedEvent(happened, allow));
        return true;
    }

    public static Task<bool> RecordAsync(this ICustomerStore store, Event happened, TenantId? tenant = null) =>
        store.ChangeAsync(tenant ?? Tenant, happened.Customer, file => file.TryRecord(happened), CancellationToken.None);

    public static Task<int> ChooseAsync(this ICustomerStore store, CustomerId customer, params ConsentEntry[] entries) =>
        store.ChangeAsync(Tenant, customer, file =>
        {
            foreach (var entry in entries)
                file.Choose(entry);
            return entries.Length;
        }, CancellationToken.None);

    public static ValueTask<CustomerFile> ReadAsync(this ICustomerStore store, CustomerId customer, TenantId? tenant = null) =>
        store.ReadAsync(tenant ?? Tenant, customer, CancellationToken.None);

    public static Decision Decision(CustomerId? customer, int number, DateTimeOffset? at = null) => new(
        $"decision-{number:D8}", Tenant, customer, Surface.Home, at ?? Now, Tier.Person,
        [.. Enumerable.Range(0, 12).Select(i => new Recommendation(Item(number % 400 + i), Tier.Person, new Reason("Because.", [new ReasonEvidence(Item(i), "Thing", EventKind.OrderCompleted, Now)], "observed-here", Purposes.Recommendations)))],
        [new HeldBack(TactRule.Evidence, 2)],
        [.. Enumerable.Range(0, 40).Select(i => new Considered(Item(number % 400 + i), 1.0 / (i + 1), "Kitchen > Pans", i % 20 == 19 ? TactRule.Evidence : TactRule.None))],
        Purposes.Recommendations, "ab12", 1, false);
}
