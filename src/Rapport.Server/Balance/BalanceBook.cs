using System.Collections.Concurrent;
using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Balance.Steps;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Catalogue;
using Rapport.Server.Compliance;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Balance;

/// <summary>The balance of each shop: read from the log, closed day by day, with the steps that were taken.</summary>
/// <remarks><b>Threads</b>: safe. <b>Cost</b>: a reading walks all files; it is kept for half a minute.</remarks>
internal sealed class BalanceBook(FactReader facts, IRightsRequestStore requests, LiveFigures figures, Upkeep upkeep, IDocumentStore documents, SecurityPosture posture, Shops shops, TimeProvider clock) : IDisposable
{
    /// <summary>The kind under which closed days are kept, by date.</summary>
    public const string DayKind = "balance";

    /// <summary>The kind under which taken steps are kept, by the first day with them.</summary>
    public const string StepKind = "balance-step";

    /// <summary>Days that the history goes back at the most.</summary>
    public const int MostHistory = 400;

    private const int MostRequests = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TenantId, (DateTimeOffset At, BalanceReading Reading)> _kept = new();
    private readonly Turn _turn = new();

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public Task<BalanceReading> ReadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(tenant, out var kept) && now - kept.At < KeptFor)
            return kept.Reading;
        var reading = await ReadNowAsync(tenant, cancellation);
        _kept[tenant] = (now, reading);
        return reading;
    }, cancellation);

    /// <summary>Writes down what the days until yesterday said, where that has not been done. Days before the log began are left out.</summary>
    /// <param name="most">How many days back it looks.</param>
    /// <returns>How many days were closed.</returns>
    public Task<int> CloseAsync(TenantId tenant, CancellationToken cancellation, int most = 7) => _turn.TakeAsync(async () =>
    {
        var (closed, known) = (0, (await documents.ListDocumentsAsync(tenant, DayKind, cancellation)).Select(day => day.Id).ToHashSet(StringComparer.Ordinal));
        var open = Enumerable.Range(1, most).Select(back => Today.AddDays(-back)).Where(day => !known.Contains(Name(day))).OrderBy(day => day).ToList();
        if (open.Count == 0)
            return 0;
        var days = await DaysAsync(tenant, Today.AddDays(-1), LogWindow.DefaultDays + most, cancellation);
        foreach (var day in open.Where(day => days.Any(each => each.Date <= day && each.Decisions.Count > 0)))
        {
            var window = new LogWindow(day, days);
            var point = BalancePoint.Of(window, LeanIndex.Of(window, LimitsOf(tenant)));
            closed += await documents.AppendDocumentAsync(new ShopDocument(tenant, DayKind, Name(day), 1, clock.GetUtcNow(), "server", JsonSerializer.Serialize(point, ApiJson.Default.BalancePoint)), cancellation) ? 1 : 0;
        }

        return closed;
    }, cancellation);

    /// <summary>Notes that the next step is taken, with what is expected of it; its first day is tomorrow.</summary>
    /// <returns>Null where that is not the next step.</returns>
    public async Task<TakenStep?> TakeAsync(TenantId tenant, string actor, string action, CancellationToken cancellation)
    {
        if ((await ReadAsync(tenant, cancellation)).Next is not { } next || next.Action.Id != action)
            return null;
        var step = new TakenStep(action, Today.AddDays(1), next.Personalization, next.Privacy);
        var version = (await documents.FindDocumentAsync(tenant, StepKind, Name(step.On), cancellation))?.Version ?? 0;
        await documents.AppendDocumentAsync(new ShopDocument(tenant, StepKind, Name(step.On), version + 1, clock.GetUtcNow(), actor, JsonSerializer.Serialize(step, ApiJson.Default.TakenStep)), cancellation);
        _kept.TryRemove(tenant, out _);
        return step;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<BalanceReading> ReadNowAsync(TenantId tenant, CancellationToken cancellation)
    {
        var (limits, today) = (LimitsOf(tenant), Today);
        var days = await DaysAsync(tenant, today, LogWindow.DefaultDays + StepOutcome.Days, cancellation);
        var window = new LogWindow(today, days);
        var measures = Measures.Of(window, limits);
        var taken = (await documents.ListDocumentsAsync(tenant, StepKind, cancellation))
            .Select(step => JsonSerializer.Deserialize(step.Text, ApiJson.Default.TakenStep)!)
            .OrderByDescending(step => step.On)
            .Select(step => (step, StepOutcome.Of(step, days, limits, today.AddDays(-1))))
            .ToList();
        var history = (await documents.ListDocumentsAsync(tenant, DayKind, cancellation))
            .Select(day => JsonSerializer.Deserialize(day.Text, ApiJson.Default.BalancePoint)!)
            .OrderBy(point => point.Date)
            .TakeLast(MostHistory)
            .ToList();
        return new BalanceReading(window, limits, measures, LeanIndex.Of(window, measures, limits), NextStepFinder.Find(window, limits, new FactReplay(limits)), history, taken);
    }

    /// <summary>The days of the log, with the state of things on the last of them.</summary>
    private async Task<IReadOnlyList<LogDay>> DaysAsync(TenantId tenant, DateOnly last, int length, CancellationToken cancellation)
    {
        var days = await facts.ReadAsync(tenant, last, length, cancellation);
        var kept = await upkeep.CountAsync(tenant, cancellation);
        var fields = figures.Uses.Read(tenant).Where(use => use.LastKept is not null).Select(use => new FieldFact($"{use.Signal.Id}/{use.Field.Id}", !use.IsIdle)).ToList();
        var due = (await requests.ListRequestsAsync(tenant, null, MostRequests, cancellation)).ToLookup(request => DateOnly.FromDateTime((request.FinishedAt ?? request.DueAt).UtcDateTime));
        List<CheckFact> checks = [.. (await posture.ReadAsync(tenant, cancellation)).Select(check => new CheckFact(clock.GetUtcNow(), CheckPart.Security, check.Id, check.Holds))];
        return
        [
            .. days.Select(day => day with
            {
                Requests = [.. due[day.Date].Where(request => request.FinishedAt is not null || request.DueAt < clock.GetUtcNow()).Select(request => new RequestFact(request.DueAt, request.FinishedAt))],
                Checks = day.Date == last ? checks : [],
                Fields = day.Date == last && fields.Count > 0 ? fields : null,
                Retention = day.Date == last && kept.Lines > 0 ? new RetentionFact(kept.Lines, kept.Stale) : null,
            }),
        ];
    }

    private LeanLimits LimitsOf(TenantId tenant)
    {
        var policy = shops[tenant].Policy.Everywhere;
        return new LeanLimits(policy.DelayHours, policy.DelicateDelayHours, policy.TopicExposures, policy.TopicChannels);
    }

    private static string Name(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
