using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Campaigns;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Campaigns;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Mails the shop sends of its own accord: written down, previewed in counts, sent to whom they are something.</summary>
internal static class CampaignEndpoints
{
    private const int MostRecipients = 1_000;
    private const int MostNames = 1_000;

    public static void MapCampaigns(this RouteGroupBuilder v1)
    {
        var campaigns = v1.MapGroup("campaigns").WithTags("Campaigns").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        campaigns.MapGet("", List).WithName("campaigns").Needs(Permissions.Figures);
        campaigns.MapPost("suppressions", Suppress).WithName("suppress-addresses").Needs(Permissions.Customers);
        campaigns.MapGet("{id}", Read).WithName("campaign").Needs(Permissions.Figures);
        campaigns.MapPut("{id}", Put).WithName("put-campaign").Needs(Permissions.Policy);
        campaigns.MapPost("{id}/preview", Preview).WithName("preview-campaign").Needs(Permissions.Figures);
        campaigns.MapGet("{id}/names", Names).WithName("campaign-names").Needs(Permissions.Customers);
        campaigns.MapPost("{id}/send", Send).WithName("send-campaign").Needs(Permissions.Approve);
        campaigns.MapGet("{id}/results", Results).WithName("campaign-results").Needs(Permissions.Figures);
    }

    /// <summary>All campaigns, by id, each in its newest version.</summary>
    internal static async Task<Ok<CampaignList>> List(HttpContext context, CampaignBook book, CancellationToken cancellation) =>
        TypedResults.Ok(new CampaignList([.. (await book.ListAsync(Caller.Of(context)!.Tenant.Id, cancellation)).Select(stored => Answer(CampaignBook.Open(stored), stored))]));

    /// <summary>Reads a campaign's newest version.</summary>
    internal static async Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> Read(string id, HttpContext context, CampaignBook book, CancellationToken cancellation) =>
        await book.FindAsync(Caller.Of(context)!.Tenant.Id, id, cancellation) is { } found ? TypedResults.Ok(Answer(found.Body, found.Stored)) : Problem.Of("unknown-campaign");

    /// <summary>Writes a campaign down, in a new version, once its words hold: no counts, times or places, no pressure, nothing touchy in a subject, no picture that tells who opened it.</summary>
    internal static async Task<Results<Ok<CampaignAnswer>, ProblemHttpResult>> Put(string id, CampaignBody body, HttpContext context, CampaignBook book, Shops shops, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (body.ToCampaign(id) is not { } campaign)
            return Problem.Of("invalid-value", "A name is blank.");
        var mistakes = campaign.Mistakes(shops[shop.Tenant.Id].Catalogue).Concat(LiquidMistakes(campaign)).ToList();
        if (mistakes.Count > 0)
            return Problem.Of("campaign-mistakes", string.Join(" ", mistakes.Take(10).Select(mistake => $"{mistake.Code} in {mistake.Where}: {mistake.Words}")), "$." + mistakes[0].Where);
        await book.PutAsync(shop.Tenant.Id, shop.Actor, id, body, cancellation);
        return await Read(id, context, book, cancellation);
    }

    /// <summary>Plans it for everybody it may concern and counts: who gets it, how relevant it is to how many, who is skipped by which rule, which offers go out. Nothing of fewer than twenty people.</summary>
    internal static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> Preview(string id, HttpContext context, CampaignBook book, CampaignDesk desk, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        return await FindAsync(shop.Tenant.Id, id, book, cancellation) is ({ } campaign, var version)
            ? TypedResults.Ok(await desk.PreviewAsync(shop.Tenant.Id, shop.Actor, campaign, version, cancellation))
            : Problem.Of("unknown-campaign");
    }

    /// <summary>Names customers behind a count of the preview: sent, T4, T5, T17 or nothing-to-say. Who asks is in the audit before anybody is named.</summary>
    internal static async Task<Results<Ok<NamesAnswer>, ProblemHttpResult>> Names(string id, HttpContext context, CampaignBook book, CampaignDesk desk, CancellationToken cancellation, string reason = "sent", int most = 100)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (PreviewAnswer.FateOf(reason) is not { } fate || most is < 1 or > MostNames)
            return Problem.Of("invalid-value", $"reason is sent, T4, T5, T17 or nothing-to-say; most is 1 to {MostNames}.");
        return await FindAsync(shop.Tenant.Id, id, book, cancellation) is ({ } campaign, _)
            ? TypedResults.Ok(new NamesAnswer(await desk.NamesAsync(shop.Tenant.Id, shop.Actor, campaign, fate, most, cancellation)))
            : Problem.Of("unknown-campaign");
    }

    /// <summary>Hands it over to up to 1,000 recipients, whose addresses the shop names and Rapport does not keep. The same request again sends nothing twice: it goes on where the last one stopped.</summary>
    internal static async Task<Results<Ok<SendAnswer>, ProblemHttpResult>> Send(
        string id, SendBody body, HttpContext context, CampaignBook book, CampaignDesk desk, CampaignSender sender, IAuditLog audit, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (body.Recipients.Count is 0 or > MostRecipients || body.Recipients.Any(recipient => recipient is null || string.IsNullOrWhiteSpace(recipient.Customer) || !Addresses.IsOne(recipient.Address)))
            return Problem.Of("invalid-value", $"1 to {MostRecipients} recipients, each with a customer and an address.", "$.recipients");
        if (shop.Tenant.Mail?.ServerUrl is null)
            return Problem.Of("mail-not-set-up", "The shop's settings name no mail server, or no mail.serverUrl for the way out of a mailing.");
        if (await FindAsync(shop.Tenant.Id, id, book, cancellation) is not ({ } campaign, var version))
            return Problem.Of("unknown-campaign");
        if (await desk.ObstacleAsync(shop.Tenant.Id, campaign, version, cancellation) is var (code, words))
            return Problem.Of(code, words);
        await audit.AppendAsync(new AuditEntry(shop.Actor, "campaign.send", shop.Tenant.Id, People: body.Recipients.Count, Detail: $"{id} {version}"), cancellation);
        return TypedResults.Ok(await sender.SendAsync(shop.Tenant, campaign, body.Recipients, cancellation));
    }

    /// <summary>What became of a campaign so far, and which mails nobody can say that of.</summary>
    internal static async Task<Results<Ok<ResultsAnswer>, ProblemHttpResult>> Results(string id, HttpContext context, CampaignBook book, CampaignSender sender, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant;
        if (await FindAsync(tenant.Id, id, book, cancellation) is not ({ }, _))
            return Problem.Of("unknown-campaign");
        var journal = sender.JournalOf(tenant.Id, id);
        return TypedResults.Ok(new ResultsAnswer(
            journal.Count(SendState.Done), journal.Count(SendState.Refused), [.. journal.Ambiguous().Select(mail => tenant.Mail is { } settings ? MailWriter.MessageIdOf(settings, mail) : mail)]));
    }

    /// <summary>Takes addresses off all campaigns for good, as keyed hashes: after bounces and complaints, as the shop's mail server reports them. After a complaint the customer's yes to mail is taken back too.</summary>
    internal static async Task<Results<Ok<SuppressedAnswer>, ProblemHttpResult>> Suppress(SuppressionsBody body, HttpContext context, Suppressions suppressions, WayOut wayOut, IAuditLog audit, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (body.Addresses.Count is 0 or > MostRecipients || body.Addresses.Any(each => each is null || each.Reason is not ("bounce" or "complaint" or "asked") || !Addresses.IsOne(each.Address)))
            return Problem.Of("invalid-value", $"1 to {MostRecipients} addresses; reason is bounce, complaint or asked.", "$.addresses");
        await audit.AppendAsync(new AuditEntry(shop.Actor, "campaign.suppress", shop.Tenant.Id, People: body.Addresses.Count), cancellation);
        var added = suppressions.Add(shop.Tenant.Id, body.Addresses.Select(each => each.Address));
        foreach (var complaint in body.Addresses.Where(each => each is { Reason: "complaint", Customer: { Length: > 0 } }))
            await wayOut.TakeAsync(shop.Tenant.Id, CustomerId.Named(complaint.Customer!, isAnonymous: false), "en", "complaint", cancellation);
        return TypedResults.Ok(new SuppressedAnswer(added));
    }

    private static IEnumerable<CampaignMistake> LiquidMistakes(Campaign campaign) =>
        from words in campaign.Template.Languages
        from part in new[] { ("subject", words.Value.Subject), ("text", words.Value.Text), ("html", words.Value.Html ?? "") }
        let mistake = MailRenderer.Mistake(part.Item2)
        where mistake is not null
        select new CampaignMistake("invalid", $"template.{words.Key}.{part.Item1}", mistake);

    private static async Task<(Campaign? Campaign, int Version)> FindAsync(TenantId tenant, string id, CampaignBook book, CancellationToken cancellation) =>
        await book.FindAsync(tenant, id, cancellation) is { } found ? (found.Body.ToCampaign(id), found.Stored.Version) : (null, 0);

    private static CampaignAnswer Answer(CampaignBody body, ShopDocument stored) => new(stored.Id, stored.Version, stored.At, stored.Actor, body);
}
