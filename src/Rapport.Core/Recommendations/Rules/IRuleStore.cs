using Rapport.Core.Events;

namespace Rapport.Core.Recommendations.Rules;

/// <summary>Port: where a shop's rules are kept on disk. In clear: they hold nothing about people.</summary>
public interface IRuleStore
{
    /// <summary>None where none were ever set.</summary>
    Task<BusinessRules> ReadRulesAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Replaces all, durable when the task completes.</summary>
    Task SaveRulesAsync(TenantId tenant, BusinessRules rules, CancellationToken cancellation);
}
