using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;
using Rapport.Server.Catalogue;
using Rapport.Server.Endpoints;
using Rapport.Storage;

namespace Rapport.Server.Experiments;

/// <summary>Asks the pulse and takes its answers so that nobody can tell afterwards who gave which.</summary>
/// <remarks>
/// Who is asked gets a ticket; who shows it answers, without a name. Answers wait in memory until a shop has <see cref="FewestAtOnce"/> of them and then become sums of
/// a month: no stored version differs from the one before by fewer, so that no time of writing tells an answer. A server that ends forgets those that wait.
/// <b>Threads</b>: safe.
/// </remarks>
internal sealed class PulseDesk(IDocumentStore documents, ICustomerStore customers, RapportStore store, TimeProvider clock) : IDisposable
{
    /// <summary>The kind under which the sums of a month are kept, by its name, e.g. <c>2026-11</c>.</summary>
    public const string Kind = "pulse";

    /// <summary>How many answers become part of the sums at once, at the least.</summary>
    public const int FewestAtOnce = 20;

    private static readonly TimeSpan IsOpen = TimeSpan.FromHours(1);

    private readonly Turn _turn = new();
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(TenantId Tenant, CustomerId Customer), DateTimeOffset> _asked = new();
    private readonly Dictionary<TenantId, List<(PulseQuestion Question, bool Agrees)>> _waiting = [];

    /// <summary>The question this person is asked now, with the ticket to answer it by; null for none.</summary>
    public async Task<(PulseQuestion Question, string Ticket)?> AskAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Sweep(now);
        var calendar = new PulseCalendar(new ShopExperiments([], () => store.ExperimentKeyOf(tenant)));
        if (calendar.Due(customer, now) is not { } question || _asked.ContainsKey((tenant, customer)))
            return null;
        var file = await customers.ReadAsync(tenant, customer, cancellation);
        if (!file.Ledger.Allows(Purposes.Measurement, now) || !_asked.TryAdd((tenant, customer), now))
            return null;
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _tickets[ticket] = new Ticket(tenant, question, now + IsOpen);
        return (question, ticket);
    }

    /// <summary>Takes an answer. The ticket is spent with it.</summary>
    /// <returns>False where no question is open under that ticket.</returns>
    public async Task<bool> AnswerAsync(string ticket, bool agrees, CancellationToken cancellation)
    {
        if (!_tickets.TryRemove(ticket, out var open) || open.Until < clock.GetUtcNow())
            return false;
        await _turn.TakeAsync(() => KeepAsync(open, agrees, cancellation), cancellation);
        return true;
    }

    /// <summary>The sums of each month, earliest first.</summary>
    public async Task<IReadOnlyList<(string Month, IReadOnlyList<PulseTally> Tallies)>> ReadAsync(TenantId tenant, CancellationToken cancellation) =>
        [.. (await documents.ListDocumentsAsync(tenant, Kind, cancellation)).OrderBy(stored => stored.Id, StringComparer.Ordinal).Select(stored => (stored.Id, TalliesOf(stored)))];

    public void Dispose() => _turn.Dispose();

    private static IReadOnlyList<PulseTally> TalliesOf(ShopDocument stored)
    {
        var sums = JsonSerializer.Deserialize(stored.Text, ApiJson.Default.PulseSums)!;
        return [new PulseTally(PulseQuestion.Understood, sums.Understood, sums.UnderstoodAgreed), new PulseTally(PulseQuestion.Respected, sums.Respected, sums.RespectedAgreed)];
    }

    private async Task<bool> KeepAsync(Ticket open, bool agrees, CancellationToken cancellation)
    {
        var waiting = _waiting.TryGetValue(open.Tenant, out var known) ? known : _waiting[open.Tenant] = [];
        waiting.Add((open.Question, agrees));
        if (waiting.Count < FewestAtOnce)
            return true;
        var now = clock.GetUtcNow();
        var month = now.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var newest = await documents.FindDocumentAsync(open.Tenant, Kind, month, cancellation);
        var before = newest is null ? new PulseSums(0, 0, 0, 0) : JsonSerializer.Deserialize(newest.Text, ApiJson.Default.PulseSums)!;
        var sums = new PulseSums(
            before.Understood + Count(waiting, PulseQuestion.Understood, agreed: false),
            before.UnderstoodAgreed + Count(waiting, PulseQuestion.Understood, agreed: true),
            before.Respected + Count(waiting, PulseQuestion.Respected, agreed: false),
            before.RespectedAgreed + Count(waiting, PulseQuestion.Respected, agreed: true));
        if (await documents.AppendDocumentAsync(new ShopDocument(open.Tenant, Kind, month, (newest?.Version ?? 0) + 1, now, "pulse", JsonSerializer.Serialize(sums, ApiJson.Default.PulseSums)), cancellation))
            waiting.Clear();
        return true;
    }

    private static int Count(List<(PulseQuestion Question, bool Agrees)> answers, PulseQuestion question, bool agreed) =>
        answers.Count(answer => answer.Question == question && (answer.Agrees || !agreed));

    /// <summary>Nothing is kept longer than it is of use: tickets for their hour, who was asked for the day of the question.</summary>
    private void Sweep(DateTimeOffset now)
    {
        foreach (var (ticket, _) in _tickets.Where(each => each.Value.Until < now))
            _tickets.TryRemove(ticket, out _);
        foreach (var (person, _) in _asked.Where(each => each.Value.UtcDateTime.Date < now.UtcDateTime.Date))
            _asked.TryRemove(person, out _);
    }

    private sealed record Ticket(TenantId Tenant, PulseQuestion Question, DateTimeOffset Until);
}

/// <summary>Answers of one month, as sums.</summary>
internal sealed record PulseSums(long Understood, long UnderstoodAgreed, long Respected, long RespectedAgreed);
