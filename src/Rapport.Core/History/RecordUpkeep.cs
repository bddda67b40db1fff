using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Lets go of what is kept beside histories: contents of decisions, finished requests, the audit, answers to questions that are not asked any more.</summary>
/// <remarks><b>Threads</b>: safe. <b>Order and determinism</b>: retention ends with a whole day, UTC; a class is gone through once for each. <b>Failure</b>: the next run takes up the rest.</remarks>
public sealed class RecordUpkeep(IReadOnlyDictionary<string, IAgedRecords> stored, ClosedAnswers answers, Shops shops, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Class), DateTimeOffset> _done = new();

    /// <returns>How many records went, by class; classes of which nothing went are not among them.</returns>
    public async Task<IReadOnlyDictionary<string, long>> RunAsync(TenantId tenant, CancellationToken cancellation)
    {
        var removed = new Dictionary<string, long>(StringComparer.Ordinal);
        await answers.NoteAsync(tenant, cancellation).ConfigureAwait(false);
        foreach (var name in RetentionTerms.RecordClasses)
        {
            var before = Before(tenant, name);
            if (_done.GetValueOrDefault((tenant, name)) == before)
                continue;
            if (await Of(name).RemoveAsync(tenant, before, cancellation).ConfigureAwait(false) is var gone and > 0)
                removed[name] = gone;
            _done[(tenant, name)] = before;
        }

        return removed;
    }

    /// <summary>Counts what is held by class. Reads all, changes nothing.</summary>
    public async Task<ImmutableArray<ClassHeld>> CountAsync(TenantId tenant, CancellationToken cancellation)
    {
        var counted = ImmutableArray.CreateBuilder<ClassHeld>();
        foreach (var name in RetentionTerms.RecordClasses)
        {
            var held = await Of(name).CountAsync(tenant, Before(tenant, name), cancellation).ConfigureAwait(false);
            counted.Add(new ClassHeld(name, shops[tenant].Retention.DaysOf(name), held.Held, held.Stale, held.Oldest));
        }

        return counted.ToImmutable();
    }

    private IAgedRecords Of(string name) => name == RetentionTerms.ClosedAnswers ? answers : stored[name];

    private DateTimeOffset Before(TenantId tenant, string name) =>
        new(clock.GetUtcNow().UtcDateTime.Date.AddDays(-shops[tenant].Retention.DaysOf(name)), TimeSpan.Zero);
}
