using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Rights;
using Rapport.Core.Tact;
using Rapport.Server.Authority;
using Rapport.Server.Endpoints;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Tact;

/// <summary>Looks at the running house for what a preset asks to be on before it may be chosen.</summary>
/// <remarks>A gate is looked at, not declared: nobody can say it is open.</remarks>
internal sealed class PolicyGates(RapportStore store, IAuditLog audit, TenantDirectory tenants, HouseBook book)
{
    /// <summary>The gates that a policy needs and that are not open, in their order; one of a preset that a surface chose alone is looked at too.</summary>
    public async Task<IReadOnlyList<PolicyGate>> ClosedAsync(Tenant tenant, PolicyDocument document, CancellationToken cancellation)
    {
        var closed = new List<PolicyGate>();
        foreach (var gate in NeededBy(document))
        {
            if (!await IsOpenAsync(gate, tenant, document, cancellation))
                closed.Add(gate);
        }

        return closed;
    }

    /// <summary>The refusal that lists what is not on.</summary>
    public static ProblemHttpResult Refusal(IReadOnlyList<PolicyGate> closed)
    {
        var problem = Problem.Of("gates-closed", $"Not on yet: {string.Join(", ", closed.Select(Wire.Name))}.");
        problem.ProblemDetails.Extensions["gates"] = closed.Select(Wire.Name).ToArray();
        return problem;
    }

    private static IEnumerable<PolicyGate> NeededBy(PolicyDocument document) =>
        document.Surfaces.Values.Append(document.Everywhere)
            .SelectMany(part => part.Preset is { } preset ? TactPreset.Find(preset)!.Gates : [])
            .Distinct().Order();

    private async Task<bool> IsOpenAsync(PolicyGate gate, Tenant tenant, PolicyDocument document, CancellationToken cancellation) => gate switch
    {
        PolicyGate.Explanations => ExplainsEverywhere(document.Resolve(TactPolicy.Default.Version)),
        // Customers come into their privacy centre by the shop's tokens or by a link in a mail.
        PolicyGate.Dashboard => tenant.TokenKeys.Length > 0 || tenant.Mail is not null,
        PolicyGate.Encryption => store.Health.KeysAvailable,
        PolicyGate.Audit => (await audit.VerifyAsync(cancellation)).Broken is null,
        // Alarms stand in the console: somebody must be able to sign in there.
        PolicyGate.Alarms => tenants.Find(tenant.Id)?.OperatorSignIn is not null || book.Read().HasOperators(tenant.Id.Value),
        _ => false,
    };

    private static bool ExplainsEverywhere(ShopPolicy policy) => policy.Surfaces.Values.Append(policy.Everywhere).All(each => each.Enforces(TactRule.Explainable));
}
