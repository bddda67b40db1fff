using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Policy;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Tact;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Changes of the tact policy under review: one proposes, another approves.</summary>
internal static class ProposalEndpoints
{
    private const int MostLetters = 500;

    public static void MapProposals(this RouteGroupBuilder v1)
    {
        var proposals = v1.MapGroup("policy/proposals").WithTags("Policy").RequireAuthorization(Policies.Shop).Needs(Permissions.Policy).RequireRateLimiting(Limits.Caller);
        proposals.MapGet("", List).WithName("policy-proposals");
        proposals.MapPost("", Propose).WithName("propose-policy").Repeatable();
        proposals.MapPost("{id}/approve", Approve).WithName("approve-policy").Needs(Permissions.Approve);
        proposals.MapPost("{id}/decline", Decline).WithName("decline-policy").Needs(Permissions.Approve);
    }

    /// <summary>Every proposal, newest first: who made it, what it changes in the policy in force now, and what became of it.</summary>
    internal static async Task<Ok<ProposalList>> List(HttpContext context, ProposalBook book, PolicyBook policies, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        var (document, _) = await policies.ReadAsync(tenant, cancellation);
        return TypedResults.Ok(new ProposalList([.. (await book.ListAsync(tenant, cancellation)).Select(proposal => Answer(proposal, document))]));
    }

    /// <summary>Proposes a policy; nothing changes until it is approved. The answer says what would.</summary>
    internal static async Task<Results<Created<ProposalAnswer>, ProblemHttpResult>> Propose(ProposalBody body, HttpContext context, ProposalBook book, PolicyBook policies, CancellationToken cancellation)
    {
        if (body.Note is { Length: > MostLetters })
            return Problem.Of("invalid-value", $"At most {MostLetters} characters.", "$.note");
        if (body.Policy?.ToDocument() is not { } document)
            return Problem.Of("invalid-value", "A surface, a rule or a mode has no such name.", "$.policy");
        if (document.Mistake() is { } mistake)
            return Problem.Of("invalid-value", "GET /v1/policy/catalogue says what there is and what each may be.", "$.policy" + mistake[1..]);
        var shop = (Caller.Shop)Caller.Of(context)!;
        var (inForce, _) = await policies.ReadAsync(shop.Tenant.Id, cancellation);
        var proposal = await book.ProposeAsync(shop.Tenant.Id, shop.Actor, document, body.Note ?? "", cancellation);
        return TypedResults.Created($"/v1/policy/proposals/{proposal.Id}", Answer(proposal, inForce));
    }

    /// <summary>Puts a proposal in force with the next decision. Where the shop has its policy reviewed, by another than who proposed it.</summary>
    internal static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Approve(string id, HttpContext context, ProposalBook book, PolicyBook policies, PolicyGates gates, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (await book.FindAsync(shop.Tenant.Id, id, cancellation) is not { } proposal)
            return Problem.Of("unknown-proposal");
        if (!proposal.IsOpen)
            return Problem.Of("proposal-closed");
        if (shop.Tenant.HasPolicyReviewed && proposal.By == shop.Actor)
            return Problem.Of("own-proposal");
        if (await gates.ClosedAsync(shop.Tenant, proposal.Document, cancellation) is { Count: > 0 } closed)
            return PolicyGates.Refusal(closed);
        return await book.ApproveAsync(shop.Tenant.Id, shop.Actor, proposal, cancellation) is null
            ? Problem.Of("policy-changed", "The policy is not the one this was proposed for; propose it again.")
            : await ReadAsync(shop.Tenant.Id, id, book, policies, cancellation);
    }

    /// <summary>Closes a proposal; it never takes force.</summary>
    internal static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Decline(string id, HttpContext context, ProposalBook book, PolicyBook policies, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (await book.FindAsync(shop.Tenant.Id, id, cancellation) is not { } proposal)
            return Problem.Of("unknown-proposal");
        return proposal.IsOpen && await book.DeclineAsync(shop.Tenant.Id, shop.Actor, proposal, cancellation)
            ? await ReadAsync(shop.Tenant.Id, id, book, policies, cancellation)
            : Problem.Of("proposal-closed");
    }

    private static async Task<Ok<ProposalAnswer>> ReadAsync(TenantId tenant, string id, ProposalBook book, PolicyBook policies, CancellationToken cancellation) =>
        TypedResults.Ok(Answer((await book.FindAsync(tenant, id, cancellation))!, (await policies.ReadAsync(tenant, cancellation)).Document));

    private static ProposalAnswer Answer(PolicyProposal proposal, PolicyDocument inForce) => new(
        proposal.Id,
        Wire.Name(proposal.State),
        proposal.By,
        proposal.At,
        proposal.Note,
        proposal.Base,
        proposal.Closed?.By,
        proposal.Closed?.At,
        [.. PolicyDifference.Between(inForce, proposal.Document).Select(each => new DifferenceAnswer(each.Surface == Surface.None ? null : Wire.Name(each.Surface), each.What, each.Before, each.After))],
        PolicyBody.Of(proposal.Document));
}

/// <summary>A policy somebody wants in force.</summary>
/// <param name="Policy">The whole policy, as PUT /v1/policy takes it.</param>
/// <param name="Note">Why, for who approves; at most 500 characters.</param>
internal sealed record ProposalBody(PolicyBody Policy, string? Note = null);

/// <summary>All proposals of a shop.</summary>
internal sealed record ProposalList(IReadOnlyList<ProposalAnswer> Proposals);

/// <summary>One proposal.</summary>
/// <param name="State">open, approved or declined.</param>
/// <param name="By">Who proposed it, as the audit names people and keys.</param>
/// <param name="Base">The version of the policy it was made from; it takes force over no other.</param>
/// <param name="Differences">What would hold otherwise than now.</param>
internal sealed record ProposalAnswer(
    string Id, string State, string By, DateTimeOffset At, string Note, int Base, string? ClosedBy, DateTimeOffset? ClosedAt, IReadOnlyList<DifferenceAnswer> Differences, PolicyBody Policy);

/// <summary>One thing that would hold otherwise.</summary>
/// <param name="Surface">Absent: everywhere but on surfaces of their own.</param>
/// <param name="What">A parameter, a rule, or durables.</param>
internal sealed record DifferenceAnswer(string? Surface, string What, string? Before, string? After);
