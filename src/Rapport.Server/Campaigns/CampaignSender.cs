using System.Collections.Concurrent;
using MimeKit;
using Rapport.Core;
using Rapport.Core.Campaigns;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Server.Hosting;
using Rapport.Server.Mail;

namespace Rapport.Server.Campaigns;

/// <summary>Hands a campaign's mails over: each planned anew from what the recipient allows at that moment, decided at the one decision point, written down, and only then sent.</summary>
/// <remarks>
/// <para><b>Order</b>: plan, decision (durable), journal (durable), the recipient's own file (durable), mail server, journal. Wherever it stops, nobody gets a mail twice:
/// what was begun and not ended may have arrived, is listed, and is not sent again.</para>
/// <para><b>Threads</b>: safe, also for two requests with the same recipients.</para>
/// </remarks>
internal sealed class CampaignSender(
    ICustomerStore customers, Personalizer personalizer, IDecisionLog log, Shops shops, MailNames names, Suppressions suppressions, RapportOptions options, TimeProvider clock) : IAsyncDisposable
{
    private const int Doors = 4;

    /// <summary>Mail servers take so many through one connection, then ask for another.</summary>
    private const int MostThroughADoor = 90;

    private readonly ConcurrentDictionary<(TenantId, string), Lazy<SendJournal>> _journals = new();

    public SendJournal JournalOf(TenantId tenant, string campaign) =>
        _journals.GetOrAdd((tenant, campaign), key => new(() => SendJournal.Open(Path.Combine(options.Home, "campaigns", key.Item1.Value, key.Item2 + ".journal")))).Value;

    public async Task<SendAnswer> SendAsync(Tenant tenant, Campaign campaign, IReadOnlyList<RecipientBody> recipients, CancellationToken cancellation)
    {
        var run = new Run(tenant, campaign, JournalOf(tenant.Id, campaign.Id), new MailRenderer(shops[tenant.Id].Catalogue.Classifier), new CampaignPlanner(campaign, shops[tenant.Id], clock.GetUtcNow()));
        var waiting = new ConcurrentQueue<RecipientBody>(recipients);
        var counts = await Task.WhenAll(Enumerable.Range(0, Math.Min(Doors, recipients.Count)).Select(_ => Task.Run(() => WorkAsync(run, waiting, cancellation), CancellationToken.None)));
        return Sum(counts.SelectMany(each => each).ToList(), recipients.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals.Values)
            await journal.Value.DisposeAsync();
    }

    private static SendAnswer Sum(IReadOnlyList<(HandOver HandOver, SendState Before, CampaignFate Fate)> all, int asked)
    {
        var skipped = all.Where(each => each.Fate is not (CampaignFate.Outside or CampaignFate.Sent)).CountBy(each => PreviewAnswer.NameOf(each.Fate)).ToDictionary();
        return new SendAnswer(
            all.Count(each => each.HandOver == HandOver.Done),
            all.Count(each => each.Before == SendState.Done),
            all.Count(each => each.HandOver == HandOver.Unknown || each.Before is SendState.Begun or SendState.Underway),
            all.Count(each => each.HandOver == HandOver.NotNow),
            all.Count(each => each.HandOver is HandOver.Refused or HandOver.NoSuchAddress || each.Before == SendState.Refused),
            all.Count(each => each is { Fate: CampaignFate.Outside, HandOver: HandOver.None, Before: SendState.None }),
            asked >= CampaignTally.LeastShown ? skipped : null);
    }

    private async Task<List<(HandOver, SendState, CampaignFate)>> WorkAsync(Run run, ConcurrentQueue<RecipientBody> waiting, CancellationToken cancellation)
    {
        var became = new List<(HandOver, SendState, CampaignFate)>();
        var writer = new MailWriter(run.Tenant.Mail!);
        MailDoor? door = null;
        try
        {
            while (!cancellation.IsCancellationRequested && waiting.TryDequeue(out var recipient))
            {
                if (door is { IsOpen: false } or { Sent: >= MostThroughADoor })
                {
                    await door.DisposeAsync();
                    door = null;
                }

                door ??= await MailDoor.TryOpenAsync(run.Tenant.Mail!, cancellation);
                became.Add(door is null ? (HandOver.NotNow, SendState.None, CampaignFate.Sent) : await OneAsync(run, recipient, door, writer, cancellation));
            }
        }
        finally
        {
            if (door is not null)
                await door.DisposeAsync();
        }

        return became;
    }

    private async Task<(HandOver, SendState, CampaignFate)> OneAsync(Run run, RecipientBody recipient, MailDoor door, MailWriter writer, CancellationToken cancellation)
    {
        var customer = CustomerId.Named(recipient.Customer, isAnonymous: false);
        var id = names.MailOf(run.Tenant.Id, run.Campaign.Id, customer);
        if (run.Journal.TryTake(id) is var before && before != SendState.None)
            return (HandOver.None, before, CampaignFate.Sent);
        var isBegun = false;
        try
        {
            if (suppressions.Contains(run.Tenant.Id, recipient.Address))
                return (HandOver.None, SendState.None, CampaignFate.Suppressed);
            var file = await customers.ReadAsync(run.Tenant.Id, customer, cancellation);
            var plan = run.Planner.Plan(file);
            if (!plan.IsSent)
                return (HandOver.None, SendState.None, plan.Fate);
            if (await DecideAsync(run, customer, recipient.Language, cancellation) is not { } decision)
                return (HandOver.None, SendState.None, CampaignFate.NothingToSay);

            var wayOut = run.Tenant.Mail!.ServerUrl!.TrimEnd('/') + "/v1/unsubscribe/" + names.WayOutOf(run.Tenant.Id, customer, recipient.Language);
            using var message = await ComposeAsync(run, writer, recipient, id, wayOut, plan, decision, run.Planner.Remember(file));
            var now = clock.GetUtcNow();
            await run.Journal.BeginAsync(id);
            isBegun = true;
            await RecordAsync(run, customer, id, plan, decision, now);
            var handedOver = await door.SendAsync(message);
            await EndAsync(run, recipient, customer, id, handedOver, now);
            return (handedOver, SendState.None, CampaignFate.Sent);
        }
        catch (ParseException)
        {
            run.Journal.End(id, SendState.Refused);
            return (HandOver.NoSuchAddress, SendState.None, CampaignFate.Sent);
        }
        finally
        {
            // A mail that was begun and did not end is as good as sent: nobody knows better.
            if (!isBegun)
                run.Journal.Release(id);
        }
    }

    /// <summary>Asks the decision point; the answer is in the log, durably, when it comes back.</summary>
    /// <returns>Null where nothing may be said after all.</returns>
    private async Task<Decision?> DecideAsync(Run run, CustomerId customer, string language, CancellationToken cancellation)
    {
        var decision = await personalizer.RecommendAsync(run.Planner.Question(customer, run.Tenant.Id, language), cancellation);
        await log.FlushAsync(cancellation);
        var isEmpty = decision.Items.Count == 0 || (run.Campaign.IsRecommended && decision.Items.All(item => item.Tier != Tier.Person));
        return decision.IsDegraded || isEmpty ? null : decision;
    }

    private async Task<MimeMessage> ComposeAsync(Run run, MailWriter writer, RecipientBody recipient, string id, string wayOut, RecipientPlan plan, Decision decision, MailMemory memory)
    {
        var (language, words) = run.Campaign.Template.For(recipient.Language);
        var catalogue = shops[run.Tenant.Id].Catalogue;
        var items = decision.Items.Select(shown => catalogue.Find(shown.Item) is { } item ? MailItem.Of(item, shown, memory) : null).OfType<MailItem>().ToList();
        var content = new MailContent(run.Tenant.Name, language == "de", items, plan.Offer, memory, wayOut, run.Tenant.Mail!.CentreUrl);
        return writer.Write(await run.Renderer.RenderAsync(content, words), id, recipient.Address, wayOut, clock.GetUtcNow());
    }

    /// <summary>Notes in the recipient's own file that a mail is on its way and what stands in it: it sets the pace of all that follows.</summary>
    private Task<IntakeResult> RecordAsync(Run run, CustomerId customer, string id, RecipientPlan plan, Decision decision, DateTimeOffset now)
    {
        var attempt = FormattableString.Invariant($"mail:{id}:{now.UtcTicks}");
        List<Event> events = [new(attempt, customer, EventKind.Mailed, now, now, [], null, CampaignMark.Of(run.Campaign.Id, plan).Text, null)];
        if (decision.Items.Where(item => item.Tier == Tier.Person).Select(item => new EventLine(item.Item, 1, 0)).ToList() is { Count: > 0 } shown)
            events.Add(new(attempt + ":items", customer, EventKind.Shown, now, now, shown, null, "mail", null));
        return personalizer.RecordAsync(run.Tenant.Id, events, CancellationToken.None);
    }

    private async Task EndAsync(Run run, RecipientBody recipient, CustomerId customer, string id, HandOver handedOver, DateTimeOffset at)
    {
        run.Journal.End(id, handedOver switch
        {
            HandOver.Done => SendState.Done,
            HandOver.NotNow => SendState.None,
            HandOver.Unknown => SendState.Begun,
            _ => SendState.Refused,
        });
        if (handedOver == HandOver.NoSuchAddress)
            suppressions.Add(run.Tenant.Id, [recipient.Address]);
        if (handedOver is HandOver.NotNow or HandOver.Refused or HandOver.NoSuchAddress)
            await customers.ChangeAsync(run.Tenant.Id, customer, held => held.Remove(line => line.Kind is EventKind.Mailed or EventKind.Shown && Math.Abs((line.At - at).TotalMilliseconds) < 1), CancellationToken.None);
    }

    private sealed record Run(Tenant Tenant, Campaign Campaign, SendJournal Journal, MailRenderer Renderer, CampaignPlanner Planner);
}
