using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Core.Rights;

/// <summary>What a customer may do with what is held: read it, choose, correct, hide, take evidence back. Each takes effect on the next request.</summary>
/// <remarks><b>Threads</b>: safe; each call is one durable change under the customer's lock.</remarks>
public sealed class CustomerRights(ICustomerStore customers, IReceiptStore receipts, Shops shops, TimeProvider clock)
{
    public ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) =>
        customers.ReadAsync(tenant, customer, cancellation);

    /// <summary>Writes choices to the ledger. Data left without a purpose is gone when this completes. A request that was written before is not written again.</summary>
    /// <exception cref="ArgumentException">A choice names a text that was never shown for its purpose.</exception>
    public async Task<ConsentChange> ChooseAsync(TenantId tenant, CustomerId customer, IReadOnlyList<ConsentEntry> choices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count);
        if (choices.FirstOrDefault(choice => !PurposeCatalogue.Knows(choice.Purpose, choice.TextVersion, choice.Scope)) is { } unknown)
            throw new ArgumentException($"'{unknown.TextVersion}' was never shown for this purpose.", nameof(choices));

        var (ledger, lost, refused) = await customers.ChangeAsync(tenant, customer, file => Choose(file, choices, shops[tenant].Catalogue), cancellation).ConfigureAwait(false);
        if (lost == 0)
            return new ConsentChange(ledger, [], refused);
        var receipt = Receipts.Open(tenant, "withdrawal", clock.GetUtcNow(), new Dictionary<string, long> { ["history"] = lost }, shops[tenant].ModelHash);
        await receipts.SaveAsync(tenant, receipt, CancellationToken.None).ConfigureAwait(false);
        return new ConsentChange(ledger, [receipt]);
    }

    /// <summary>Keeps answers of the shop's quiz for suggestions; an answer replaces the earlier one to its question.</summary>
    /// <returns>How many were kept: none without a yes to suggestions.</returns>
    /// <exception cref="ArgumentException">The quiz does not know an answer.</exception>
    public Task<int> AnswerAsync(TenantId tenant, CustomerId customer, IReadOnlyList<(string Question, string Answer)> answers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var shop = shops[tenant];
        if (answers.Any(each => (shop.Quiz ?? Quiz.None).Find(each.Question, each.Answer) is null))
            throw new ArgumentException("The quiz does not know an answer.", nameof(answers));
        var now = clock.GetUtcNow();
        return customers.ChangeAsync(tenant, customer, file => answers.Count(each => Answer(file, each.Question, each.Answer, shop.Catalogue, now)), cancellation);
    }

    /// <summary>Takes all answers of the quiz back.</summary>
    /// <returns>How many went.</returns>
    public Task<int> ForgetAnswersAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) =>
        customers.ChangeAsync(tenant, customer, file => file.Remove(line => line.Kind == EventKind.QuizAnswered), cancellation);

    /// <summary>Takes all evidence on one product, or one answer of the quiz, back.</summary>
    /// <returns>How many lines went.</returns>
    public Task<int> DeleteItemAsync(TenantId tenant, CustomerId customer, ItemId item, CancellationToken cancellation) =>
        customers.ChangeAsync(tenant, customer, file => file.Remove(line => IsOf(tenant, line, item) || StatedAnswer.NameOf(line) == item), cancellation);

    /// <summary>"Not for me": the item is gone from every row and its topic rests (rule T15).</summary>
    /// <returns>False when it was not stored: the person said no to suggestions, so there is nothing to hide it from.</returns>
    /// <param name="text">Null, or how it came to it.</param>
    public Task<bool> HideAsync(TenantId tenant, CustomerId customer, ItemId item, string? text, CancellationToken cancellation) =>
        StateAsync(tenant, customer, EventKind.Hidden, item, text, cancellation);

    /// <returns>How many hides of the item were taken back.</returns>
    public Task<int> UnhideAsync(TenantId tenant, CustomerId customer, ItemId item, CancellationToken cancellation) =>
        customers.ChangeAsync(tenant, customer, file => file.Remove(line => line.Kind == EventKind.Hidden && IsOf(tenant, line, item)), cancellation);

    /// <summary>"Not my taste": the item stays in history and speaks for nothing.</summary>
    /// <returns>False when it was not stored: the person said no to suggestions, so there is no taste to correct.</returns>
    public Task<bool> ExcludeAsync(TenantId tenant, CustomerId customer, ItemId item, CancellationToken cancellation) =>
        StateAsync(tenant, customer, EventKind.ExcludedFromTaste, item, text: null, cancellation);

    /// <returns>How many exclusions of the item were taken back.</returns>
    public Task<int> IncludeAsync(TenantId tenant, CustomerId customer, ItemId item, CancellationToken cancellation) =>
        customers.ChangeAsync(tenant, customer, file => file.Remove(line => line.Kind == EventKind.ExcludedFromTaste && IsOf(tenant, line, item)), cancellation);

    /// <summary>Says how strongly rows may be personal; it replaces what was said before, and the full strength is kept as nothing.</summary>
    /// <returns>What holds now: without a yes to suggestions nothing is kept.</returns>
    public Task<Strength> ChooseStrengthAsync(TenantId tenant, CustomerId customer, Strength strength, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(strength);
        var now = clock.GetUtcNow();
        var said = new Event($"strength:{strength.Name}:{now.ToUnixTimeMilliseconds()}", customer, EventKind.StrengthChosen, now, now, [], null, strength.Name, null);
        var catalogue = shops[tenant].Catalogue;
        return customers.ChangeAsync(tenant, customer, file =>
        {
            file.Remove(line => line.Kind == EventKind.StrengthChosen);
            return strength != Strength.Full && Keep(file, said, catalogue) ? strength : Strength.Full;
        }, cancellation);
    }

    /// <summary>Marks purchases of an item as a gift, or takes the mark back (rule T12).</summary>
    /// <returns>How many lines changed.</returns>
    public Task<int> MarkGiftAsync(TenantId tenant, CustomerId customer, ItemId item, bool isGift, CancellationToken cancellation) =>
        customers.ChangeAsync(tenant, customer, file => file.MarkGift(item, isGift), cancellation);

    /// <summary>Makes receipts final that the training covers.</summary>
    /// <param name="pending">Receipts that were written before the training began: one written since may be of data that it read.</param>
    /// <returns>How many became final.</returns>
    public async Task<int> FinaliseAsync(TenantId tenant, IReadOnlyList<ErasureReceipt> pending, TrainingResult training, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var final = 0;
        foreach (var open in pending)
        {
            var receipt = Receipts.Finalise(open, training, clock.GetUtcNow());
            if (!receipt.IsFinal)
                continue;
            await receipts.SaveAsync(tenant, receipt, cancellation).ConfigureAwait(false);
            final++;
        }

        return final;
    }

    private static (ConsentLedger Ledger, int Lost, ConsentRefusal Refused) Choose(CustomerFile file, IReadOnlyList<ConsentEntry> choices, ItemCatalogue catalogue)
    {
        var before = file.Ledger.OfRequest(choices[0].Request).ToArray();
        if (before.Length > 0)
            return (file.Ledger, 0, before.Select(Asked).SequenceEqual(choices.Select(Asked)) ? ConsentRefusal.None : ConsentRefusal.OtherRequest);
        if (file.Ledger.IsChild && choices.Any(choice => choice is { Choice: ConsentChoice.Granted, Scope: not ConsentScope.Child }))
            return (file.Ledger, 0, ConsentRefusal.Child);
        var learned = file.History.Count(line => line.Purposes.HasFlag(Purposes.Learning));
        foreach (var choice in choices)
        {
            // The first no is a refusal; a no after a yes takes it back.
            var isWithdrawal = choice.Choice != ConsentChoice.Granted && file.Ledger.LastChoice(choice.Purpose, choice.At, choice.Scope)?.Choice == ConsentChoice.Granted;
            file.Choose(isWithdrawal ? choice with { Choice = ConsentChoice.Withdrawn } : choice, catalogue);
        }

        return (file.Ledger, learned - file.History.Count(line => line.Purposes.HasFlag(Purposes.Learning)), ConsentRefusal.None);
    }

    /// <summary>What a request asked for, by which a repeated one is known from another under the same key.</summary>
    private static (Purposes, string?, bool, string) Asked(ConsentEntry entry) => (entry.Purpose, entry.Scope, entry.Choice == ConsentChoice.Granted, entry.TextVersion);

    /// <summary>True where a line is about an item or another variant of its product: to the customer they are one.</summary>
    private bool IsOf(TenantId tenant, HistoryLine line, ItemId item) =>
        line.Item is { } held && (held == item || shops[tenant].Catalogue.ProductOf(held) == shops[tenant].Catalogue.ProductOf(item));

    /// <summary>Keeps what the customer says about an item.</summary>
    private Task<bool> StateAsync(TenantId tenant, CustomerId customer, EventKind kind, ItemId item, string? text, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var catalogue = shops[tenant].Catalogue;
        var name = kind == EventKind.Hidden ? "hide" : "exclude";
        var stated = new Event($"{name}:{item}:{now.ToUnixTimeMilliseconds()}", customer, kind, now, now, [new EventLine(item, 1, 0)], null, text, null);
        return customers.ChangeAsync(tenant, customer, file => Keep(file, stated, catalogue), cancellation);
    }

    private static bool Answer(CustomerFile file, string question, string answer, ItemCatalogue catalogue, DateTimeOffset now)
    {
        var text = StatedAnswer.TextOf(question, answer);
        var said = new Event($"quiz:{text}:{now.ToUnixTimeMilliseconds()}", file.Customer, EventKind.QuizAnswered, now, now, [], null, text, null);
        if (ConsentGate.Permit(said, file.Ledger, file.ErasedAt, catalogue) is not Verdict.Allow)
            return false;
        file.Remove(line => StatedAnswer.NameOf(line) == StatedAnswer.NameOf(question));
        return Keep(file, said, catalogue);
    }

    private static bool Keep(CustomerFile file, Event stated, ItemCatalogue catalogue)
    {
        if (ConsentGate.Permit(stated, file.Ledger, file.ErasedAt, catalogue) is not Verdict.Allow allow || !allow.Purposes.HasFlag(Purposes.Recommendations))
            return false;
        file.Record(new PermittedEvent(stated, allow));
        return true;
    }
}
