using Rapport.Core.Events;

namespace Rapport.Console.Enter;

/// <summary>Who came in at the door, as the session carries it; what they may do is asked anew each time.</summary>
/// <param name="Name">Of the person or the key.</param>
/// <param name="Stamp">What must still be so for the session to hold: of a person the last change, of a key its hash, of a sign-in by OIDC the provider and the claims that let in.</param>
public sealed record Entrant(TenantId Tenant, EntrantKind Kind, string Name, string Stamp)
{
    /// <summary>This stay and no other; empty before it begins. Leaving closes it wherever its cookie was copied to.</summary>
    public string Session { get; init; } = "";
}
