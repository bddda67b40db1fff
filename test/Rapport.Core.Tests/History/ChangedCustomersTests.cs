using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tests.History;

public sealed class ChangedCustomersTests
{
    private static readonly TenantId Tenant = new("shop");

    [Fact]
    public void More_customers_than_are_remembered_are_all()
    {
        var changed = new ChangedCustomers();
        changed.Take(Tenant);
        for (var customer = 0; customer <= ChangedCustomers.Most; customer++)
            changed.Note(Tenant, CustomerId.Known($"c{customer}"));
        changed.Note(Tenant, CustomerId.Known("late"));

        Assert.Null(changed.Take(Tenant));
        Assert.Empty(changed.Take(Tenant)!);
    }
}
