using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Answers to questions that a shop has taken out of its quiz: they serve nothing any more, and go a while after their question.</summary>
/// <remarks>
/// When a question was closed is known to the run that found it so, and kept among the shop's documents; one that is asked again in time loses nothing.
/// <b>Threads</b>: safe. <b>Cost</b>: one walk over all files a run, and none where no question was closed.
/// </remarks>
public sealed class ClosedAnswers(ICustomerStore customers, IDocumentStore documents, Shops shops, TimeProvider clock) : IAgedRecords
{
    private const string Kind = "quiz-closed";
    private const int CustomersAtOnce = 256;

    /// <summary>Writes down which questions are asked, and since when others are not.</summary>
    public async Task NoteAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (ReferenceEquals(shops[tenant], Shop.Empty))
            return;
        var known = await documents.FindDocumentAsync(tenant, Kind, "", cancellation).ConfigureAwait(false);
        var before = Read(known);
        var asked = Asked(tenant);
        var now = clock.GetUtcNow();
        // Before the first note nobody wrote down what was asked: only the answers can tell.
        var ids = known is null ? (await TallyAsync(tenant, _ => true, cancellation).ConfigureAwait(false)).Select(answer => answer.Question) : before.Keys;
        var after = ids.Concat(asked).Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => asked.Contains(id) ? (DateTimeOffset?)null : before.GetValueOrDefault(id) ?? now, StringComparer.Ordinal);
        if (known is null ? after.Count == 0 : after.Count == before.Count && after.All(each => before[each.Key] == each.Value))
            return;
        // Another server may have written the same: then it is there.
        await documents.AppendDocumentAsync(new ShopDocument(tenant, Kind, "", (known?.Version ?? 0) + 1, now, "rapport", Write(after)), cancellation).ConfigureAwait(false);
    }

    public async Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var closed = await ClosedAsync(tenant, cancellation).ConfigureAwait(false);
        if (closed.Count == 0)
            return new AgedCount(0, 0, null);
        var found = await TallyAsync(tenant, closed.ContainsKey, cancellation).ConfigureAwait(false);
        return new AgedCount(found.Count, found.Count(answer => closed[answer.Question] < before), found.Count == 0 ? null : found.Min(answer => answer.At));
    }

    public async Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var closed = await ClosedAsync(tenant, cancellation).ConfigureAwait(false);
        var due = closed.Where(each => each.Value < before).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        if (due.Count == 0)
            return 0;
        bool IsDue(HistoryLine line) => QuestionOf(line) is { } question && due.Contains(question);
        var removed = 0L;
        foreach (var some in (await TallyAsync(tenant, due.Contains, cancellation).ConfigureAwait(false)).Select(answer => answer.Customer).Distinct().Chunk(CustomersAtOnce))
        {
            var changes = some.Select(customer => customers.ChangeAsync(tenant, customer, file => file.Narrow(line => IsDue(line) ? Consent.Purposes.None : line.Purposes), cancellation));
            removed += (await Task.WhenAll(changes).ConfigureAwait(false)).Sum();
        }

        return removed;
    }

    private HashSet<string> Asked(TenantId tenant) => (shops[tenant].Quiz ?? Quiz.None).Questions.Select(question => question.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Since when questions are closed; without those that are asked again and not yet noted so.</summary>
    private async Task<Dictionary<string, DateTimeOffset>> ClosedAsync(TenantId tenant, CancellationToken cancellation)
    {
        var asked = Asked(tenant);
        return Read(await documents.FindDocumentAsync(tenant, Kind, "", cancellation).ConfigureAwait(false))
            .Where(each => each.Value is not null && !asked.Contains(each.Key)).ToDictionary(each => each.Key, each => each.Value!.Value, StringComparer.Ordinal);
    }

    private async Task<List<Given>> TallyAsync(TenantId tenant, Predicate<string> isMeant, CancellationToken cancellation)
    {
        var ranges = await customers.ReadAllAsync<List<Given>>(
            tenant,
            () => [],
            (found, file) => found.AddRange(from line in file.History let question = QuestionOf(line) where question is not null && isMeant(question) select new Given(file.Customer, question, line.At)),
            cancellation).ConfigureAwait(false);
        return [.. ranges.SelectMany(range => range)];
    }

    private static string? QuestionOf(HistoryLine line) => StatedAnswer.QuestionOf(line);

    private static Dictionary<string, DateTimeOffset?> Read(ShopDocument? document) => document is null
        ? []
        : JsonNode.Parse(document.Text)!.AsObject().ToDictionary(
            each => each.Key,
            each => each.Value is { } since ? DateTimeOffset.Parse(since.GetValue<string>(), CultureInfo.InvariantCulture) : (DateTimeOffset?)null,
            StringComparer.Ordinal);

    private static string Write(IEnumerable<KeyValuePair<string, DateTimeOffset?>> questions) =>
        new JsonObject(questions.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value?.ToString("O", CultureInfo.InvariantCulture)))).ToJsonString();

    private sealed record Given(CustomerId Customer, string Question, DateTimeOffset At);
}
