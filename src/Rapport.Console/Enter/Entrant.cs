using Rapport.Core.Events;

namespace Rapport.Console.Enter;

/// <summary>Who came in at the door, as the session carries it; what they may do is asked anew each time.</summary>
/// <param name="Name">Of the person or the key.</param>
/// <param name="Stamp">What must still be so for the session to hold: of a person the last change, of a key its hash, of a sign-in by OIDC the role.</param>
public sealed record Entrant(TenantId Tenant, EntrantKind Kind, string Name, string Stamp);
