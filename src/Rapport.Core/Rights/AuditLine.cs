namespace Rapport.Core.Rights;

/// <summary>An entry as it stands in the chain.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Customer">The customer's pseudonym; nobody can read it back.</param>
public sealed record AuditLine(long Number, DateTimeOffset At, string Actor, string Action, string? Tenant, string? Customer, int People, string Detail);
