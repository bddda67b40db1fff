using System.Globalization;
using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Rights;
using Rapport.Server.Catalogue;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Tact;

/// <summary>Changes of the tact policy under review: proposed by one, approved by another, then in force.</summary>
/// <remarks>
/// <para><b>Invariant</b>: a proposal takes force only over the version it was made from; what a shop reviews is what it gets.</para>
/// <para><b>Threads</b>: safe; one change at a time.</para>
/// </remarks>
internal sealed class ProposalBook(IDocumentStore documents, PolicyBook policies, IAuditLog audit, TimeProvider clock) : IDisposable
{
    /// <summary>The kind under which proposals are kept.</summary>
    public const string Kind = "tact-proposal";

    private readonly Turn _turn = new();

    /// <summary>All proposals, the newest first.</summary>
    public async Task<IReadOnlyList<PolicyProposal>> ListAsync(TenantId tenant, CancellationToken cancellation) =>
        [.. (await documents.ListDocumentsAsync(tenant, Kind, cancellation)).Select(Open).OrderByDescending(proposal => NumberOf(proposal.Id))];

    public async Task<PolicyProposal?> FindAsync(TenantId tenant, string id, CancellationToken cancellation) =>
        NumberOf(id) > 0 && await documents.FindDocumentAsync(tenant, Kind, id, cancellation) is { } stored ? Open(stored) : null;

    /// <param name="note">Why, in a few words.</param>
    public Task<PolicyProposal> ProposeAsync(TenantId tenant, string actor, PolicyDocument document, string note, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var (_, version) = await policies.ReadAsync(tenant, cancellation);
        var number = (await ListAsync(tenant, cancellation)).Select(proposal => NumberOf(proposal.Id)).DefaultIfEmpty(0).Max() + 1;
        var paper = new ProposalPaper(PolicyBody.Of(document), version, note, actor, clock.GetUtcNow(), ProposalState.Open);
        while (true)
        {
            var next = new ShopDocument(tenant, Kind, string.Create(CultureInfo.InvariantCulture, $"p{number}"), 1, paper.At, actor, Text(paper));
            await audit.AppendAsync(new AuditEntry(actor, "policy.propose", tenant, Detail: $"tact {next.Id} from {version}"), cancellation);
            if (await documents.AppendDocumentAsync(next, cancellation))
                return Open(next);
            number++;
        }
    }, cancellation);

    /// <summary>Puts a proposal in force.</summary>
    /// <returns>The new version; null where the policy changed since it was proposed, or somebody decided it first.</returns>
    public Task<int?> ApproveAsync(TenantId tenant, string actor, PolicyProposal proposal, CancellationToken cancellation) => _turn.TakeAsync<int?>(async () =>
    {
        if (await FindAsync(tenant, proposal.Id, cancellation) is not { IsOpen: true })
            return null;
        await audit.AppendAsync(new AuditEntry(actor, "policy.approve", tenant, Detail: $"tact {proposal.Id} of {proposal.By}"), cancellation);
        if (await policies.PutAsync(tenant, actor, proposal.Document, proposal.Base, cancellation) is not { } version)
            return null;
        await CloseAsync(tenant, actor, proposal, ProposalState.Approved, cancellation);
        return version;
    }, cancellation);

    /// <returns>False where somebody decided it first.</returns>
    public Task<bool> DeclineAsync(TenantId tenant, string actor, PolicyProposal proposal, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        await audit.AppendAsync(new AuditEntry(actor, "policy.decline", tenant, Detail: $"tact {proposal.Id} of {proposal.By}"), cancellation);
        return await CloseAsync(tenant, actor, proposal, ProposalState.Declined, cancellation);
    }, cancellation);

    public void Dispose() => _turn.Dispose();

    private Task<bool> CloseAsync(TenantId tenant, string actor, PolicyProposal proposal, ProposalState state, CancellationToken cancellation) =>
        documents.AppendDocumentAsync(
            new ShopDocument(tenant, Kind, proposal.Id, 2, clock.GetUtcNow(), actor, Text(new ProposalPaper(PolicyBody.Of(proposal.Document), proposal.Base, proposal.Note, proposal.By, proposal.At, state))), cancellation);

    private static PolicyProposal Open(ShopDocument stored)
    {
        var paper = JsonSerializer.Deserialize(stored.Text, ApiJson.Default.ProposalPaper)!;
        return new PolicyProposal(stored.Id, paper.Policy.ToDocument()!, paper.Base, paper.Note, paper.By, paper.At, paper.State, paper.State == ProposalState.Open ? null : (stored.Actor, stored.At));
    }

    private static string Text(ProposalPaper paper) => JsonSerializer.Serialize(paper, ApiJson.Default.ProposalPaper);

    private static int NumberOf(string id) => id is ['p', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
