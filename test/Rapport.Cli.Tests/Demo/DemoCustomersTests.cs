using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Demo.Catalogue;
using Rapport.Demo.Customers;

namespace Rapport.Cli.Tests.Demo;

public sealed class DemoCustomersTests
{
    private static readonly DateTimeOffset Now = Shared.Cli.Now;
    private static readonly Lazy<DemoCustomer[]> Thousand = new(() => [.. DemoCustomers.Generate(Now, 1_000)]);

    [Fact]
    public void The_same_day_makes_the_same_customers()
    {
        var again = DemoCustomers.Generate(Now, 50).ToArray();

        Assert.Equal(Thousand.Value.Take(50).Select(Describe), again.Select(Describe));
    }

    [Fact]
    public void Choices_come_near_their_shares()
    {
        Assert.InRange(Share(Purposes.Recommendations), 0.66, 0.74);
        Assert.InRange(Share(Purposes.Learning), 0.55, 0.65);
        Assert.InRange(Share(Purposes.Email), 0.25, 0.35);
        Assert.All(Thousand.Value.SelectMany(customer => customer.Choices), choice => Assert.Equal(ConsentSource.Sample, choice.Source));

        static double Share(Purposes purpose) => Thousand.Value.Count(customer => new ConsentLedger(customer.Choices).Allows(purpose, Now)) / 1_000.0;
    }

    [Fact]
    public void A_customer_orders_about_eight_things_a_year()
    {
        var orders = Thousand.Value.SelectMany(customer => customer.Orders).ToArray();

        Assert.InRange(orders.Sum(order => order.Lines.Count) / 1_000.0, 7, 10);
        Assert.All(orders, order => Assert.InRange((Now - order.HappenedAt).TotalDays, 0.1, 364));
        Assert.All(orders, order => Assert.All(order.Lines, line => Assert.NotNull(DemoCatalogue.Shared.Find(line.Item))));
    }

    [Fact]
    public void What_goes_together_is_bought_together()
    {
        var baskets = Thousand.Value.SelectMany(customer => customer.Orders).Select(order => order.Lines.Select(line => DemoCatalogue.Shared.Find(line.Item)!.Family).ToHashSet()).ToArray();
        var pens = baskets.Where(basket => basket.Contains("fountain-pen")).ToArray();

        var expected = (double)baskets.Count(basket => basket.Contains("ink-bottle")) / baskets.Length;

        Assert.True(pens.Count(basket => basket.Contains("ink-bottle")) > 5 * expected * pens.Length);
    }

    [Fact]
    public void Through_the_gate_nothing_sensitive_and_nothing_unpermitted_is_kept()
    {
        var catalogue = new ItemCatalogue(DemoCatalogue.Shared.Products.Select(product => product.ToItem()));
        var sensitive = 0;
        foreach (var customer in Thousand.Value)
        {
            var file = new CustomerFile(customer.Id, new ConsentLedger(), [], [], null);
            ConsentEvidence.Take(file, customer.Choices);
            foreach (var order in customer.Orders)
            {
                sensitive += order.Lines.Count(line => catalogue.Find(line.Item)!.Class.IsSensitive);
                if (ConsentGate.Permit(order, file.Ledger, null, catalogue) is Verdict.Allow allow)
                    file.Record(new PermittedEvent(order, allow));
            }

            Assert.DoesNotContain(file.History, line => catalogue.Find(line.Item!.Value)!.Class.IsSensitive);
            Assert.True(customer.Choices.Any(choice => choice.Choice == ConsentChoice.Granted) || file.History.Count == 0);
        }

        Assert.True(sensitive > 100);
    }

    private static string Describe(DemoCustomer customer) =>
        $"{customer.Id.Value} {string.Join(',', customer.Choices)} {string.Join(';', customer.Orders.Select(order => $"{order.MessageId} {order.HappenedAt:O} {string.Join(',', order.Lines)}"))}";
}
