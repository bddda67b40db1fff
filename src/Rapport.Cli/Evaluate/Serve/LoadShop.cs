using System.Globalization;
using Rapport.Cli.Generate;
using Rapport.Cli.Imports;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>The shop that is loaded: its catalogue, its customers, and what each of them did. All choices in it are sample choices.</summary>
internal abstract class LoadShop
{
    public abstract int Items { get; }

    public abstract int Customers { get; }

    public abstract IEnumerable<CatalogueItem> Catalogue();

    public abstract ItemId ItemOf(int number);

    public abstract CustomerId CustomerOf(int number);

    /// <summary>Puts one customer's choices and history into an empty file.</summary>
    public abstract void Fill(CustomerFile file, int customer, ItemCatalogue catalogue);

    public static LoadShop Synthetic(int items, int customers, int seed, DateTimeOffset now) => new SyntheticLoad(items, customers, seed, now);

    public static LoadShop Of(InteractionData data, DateTimeOffset now) => new DataLoad(data, now);

    private sealed class SyntheticLoad(int items, int customers, int seed, DateTimeOffset now) : LoadShop
    {
        private readonly SyntheticShop _shop = new(items, seed, now);

        public override int Items => items;

        public override int Customers => customers;

        public override IEnumerable<CatalogueItem> Catalogue() => _shop.Catalogue();

        public override ItemId ItemOf(int number) => SyntheticShop.ItemOf(number);

        public override CustomerId CustomerOf(int number) => SyntheticShop.CustomerOf(number);

        public override void Fill(CustomerFile file, int customer, ItemCatalogue catalogue) => _shop.Fill(file, customer, catalogue);
    }

    /// <summary>A public data set: each item a customer has is an order of its own, spread over a year; boards of a hundred items stand in for categories.</summary>
    private sealed class DataLoad(InteractionData data, DateTimeOffset now) : LoadShop
    {
        private const int ItemsPerBoard = 100;
        private readonly int[] _customers = [.. data.Train.Keys];

        public override int Items => data.ItemCount;

        public override int Customers => _customers.Length;

        public override IEnumerable<CatalogueItem> Catalogue() => Enumerable.Range(0, Items)
            .Select(number => new CatalogueItem(ItemOf(number), $"Place {number}", $"Places > Board {number / ItemsPerBoard}", 1000, "EUR"));

        public override ItemId ItemOf(int number) => InteractionData.Name(number);

        public override CustomerId CustomerOf(int number) => CustomerId.Known(string.Create(CultureInfo.InvariantCulture, $"sample-{number}"));

        public override void Fill(CustomerFile file, int customer, ItemCatalogue catalogue)
        {
            foreach (var choice in SampleChoices.Since(now.AddDays(-364), now))
                file.Choose(choice);
            var items = data.Train[_customers[customer]];
            for (var k = 0; k < items.Length; k++)
            {
                var name = k.ToString(CultureInfo.InvariantCulture);
                var at = now.AddDays(-360 + (k * 350.0 / items.Length));
                var happened = new Event(name, file.Customer, EventKind.OrderCompleted, at, now, [new EventLine(ItemOf(items[k]), 1, 1000)], name, null, null);
                if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, catalogue) is Verdict.Allow allow)
                    file.Record(new PermittedEvent(happened, allow));
            }
        }
    }
}
