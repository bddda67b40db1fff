using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Rights.Anonymised;

/// <summary>Reads summaries of those who allow measurement; of all others nothing is read.</summary>
/// <remarks>A history that measurement may read holds no sensitive item without explicit consent, and those are left out all the same.</remarks>
public sealed class PersonSummaries(ICustomerStore customers, Shops shops, TimeProvider clock)
{
    public async Task<IReadOnlyCollection<PersonSummary>> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var catalogue = shops[tenant].Catalogue;
        var now = clock.GetUtcNow();
        var ranges = await customers.ReadAllAsync<List<PersonSummary>>(
            tenant,
            () => [],
            (people, file) =>
            {
                if (Of(UsableHistory.Of(file, Purposes.Measurement, catalogue, now), catalogue) is { } person)
                    people.Add(person);
            },
            cancellation).ConfigureAwait(false);
        return [.. ranges.SelectMany(range => range)];
    }

    private static PersonSummary? Of(UsableHistory history, ItemCatalogue catalogue)
    {
        var refunds = new Refunds(history.Lines);
        var bought = history.Lines
            .Where(line => line.Kind == EventKind.OrderCompleted && line.Item is not null && !refunds.Contain(line))
            .Select(line => (Line: line, Item: catalogue.Find(line.Item!.Value)))
            .Where(order => order.Item is { Class.IsSensitive: false, Class.IsDelicate: false })
            .ToList();
        if (bought.Count == 0)
            return null;
        var since = history.Lines.Min(line => line.At).UtcDateTime;
        return new PersonSummary(
            new DateOnly(since.Year, since.Month, 1),
            bought.Select(order => order.Line.OrderId ?? order.Line.MessageKey.ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal).Count(),
            bought.CountBy(order => order.Item!.Category.Split(" > ")[0]).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key,
            bought.MaxBy(order => order.Line.At).Item!.Topic.Name);
    }
}
