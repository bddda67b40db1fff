using System.Security.Cryptography;
using Rapport.Cli.Imports;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate.Tact;

/// <summary>Online Retail as a shop in memory, cut in time: what was bought before is known, what was bought after for the first time is asked for.</summary>
/// <remarks>The file has no categories: the last word of a title that twenty articles or more share stands for one. All choices are sample choices.</remarks>
internal sealed class RetailCut
{
    private const double Before = 0.8;
    private const int LeastOfAKind = 20;

    internal RetailCut(OnlineRetailFile file, ModelSettings settings)
    {
        var (first, last) = (file.Rows.Min(row => row.At), file.Rows.Max(row => row.At));
        Cut = first + ((last - first) * Before);
        Catalogue = new ItemCatalogue(Items(file.Rows));
        foreach (var rows in file.Rows.GroupBy(row => row.Customer).OrderBy(rows => rows.Key, StringComparer.Ordinal))
        {
            if (FileOf(rows.Key, [.. rows.Where(row => row.At < Cut)]) is not { } known)
                continue;
            Files.Add(known);
            var had = rows.Where(row => row.At < Cut).Select(row => row.Item).ToHashSet();
            ItemId[] wanted = [.. rows.Where(row => row.At >= Cut && !had.Contains(row.Item)).Select(row => row.Item).Distinct()];
            if (wanted.Length > 0)
                Asked.Add((known, wanted.ToHashSet()));
        }

        Contribution[] contributions = [.. Files.Select(known => Contributions.Of(known, Catalogue, Cut)).OfType<Contribution>()];
        Shop = new Shop(Catalogue, ModelFit.Fit(contributions, settings, Cut), ContextListsFit.Fit(contributions, settings, Cut, RandomNumberGenerator.GetBytes(32)), "measured");
    }

    /// <summary>Now, for all that is asked.</summary>
    internal DateTimeOffset Cut { get; }

    internal ItemCatalogue Catalogue { get; }

    internal Shop Shop { get; }

    internal List<CustomerFile> Files { get; } = [];

    /// <summary>Customers who bought something new after the cut, and what.</summary>
    internal List<(CustomerFile File, HashSet<ItemId> Wanted)> Asked { get; } = [];

    /// <summary>The file with lines that say what was shown in earlier visits.</summary>
    internal CustomerFile WithShown(CustomerFile file, IReadOnlyList<ItemId> shown, IEnumerable<DateTimeOffset> visits)
    {
        var seen = new CustomerFile(file.Customer, file.Ledger, file.History, file.Spent, file.ErasedAt);
        foreach (var at in visits)
            Record(seen, new Event($"shown-{at.UtcTicks}", file.Customer, EventKind.Shown, at, at, [.. shown.Select(item => new EventLine(item, 1, 0))], null, null, null));
        return seen;
    }

    private CustomerFile? FileOf(string customer, OrderRow[] rows)
    {
        if (rows.Length == 0)
            return null;
        var file = new CustomerFile(CustomerId.Known(customer), new ConsentLedger(), [], [], null);
        foreach (var choice in SampleChoices.Since(rows.Min(row => row.At), Cut))
            file.Choose(choice);
        foreach (var happened in OrderEvents.Of(file.Customer, rows.OrderBy(row => row.At), Cut))
            Record(file, happened);
        return file;
    }

    private void Record(CustomerFile file, Event happened)
    {
        if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, Catalogue) is Verdict.Allow allow)
            file.Record(new PermittedEvent(happened, allow));
    }

    private static IEnumerable<CatalogueItem> Items(List<OrderRow> rows)
    {
        OrderRow[] articles = [.. rows.DistinctBy(row => row.Item)];
        var kinds = articles.CountBy(row => KindOf(row.Title)).Where(kind => kind.Value >= LeastOfAKind).Select(kind => kind.Key).ToHashSet(StringComparer.Ordinal);
        return articles.Select(row => new CatalogueItem(row.Item, row.Title, KindOf(row.Title) is var kind && kinds.Contains(kind) ? $"Articles > {kind}" : "Articles > Other", row.PriceMinor, OnlineRetailFile.Currency));
    }

    private static string KindOf(string title) => title.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].ToUpperInvariant();
}
