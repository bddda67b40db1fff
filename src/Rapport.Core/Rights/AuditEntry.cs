using Rapport.Core.Events;

namespace Rapport.Core.Rights;

/// <summary>One thing a member of staff, or a key of the house, read or changed.</summary>
/// <param name="Actor">Who: an operator's id or a key's public name; never a secret.</param>
/// <param name="Action">What, in the form <c>customer.read</c>, <c>policy.change</c>, <c>export.make</c>.</param>
/// <param name="Tenant">Null for what concerns the whole house.</param>
/// <param name="Customer">Whose data; on disk only a pseudonym of hers is kept.</param>
/// <param name="People">How many people's data were shown or changed; at least one where a customer is named.</param>
/// <param name="Detail">A few words on the change, without any customer's data.</param>
public sealed record AuditEntry(string Actor, string Action, TenantId? Tenant = null, CustomerId? Customer = null, int People = 0, string Detail = "")
{
    public const int MostDetail = 4_000;

    /// <summary>The action of an alarm: its people are those that the actor saw within a minute.</summary>
    public const string BulkRead = "alarm.bulk-read";
}
