using Rapport.Console.Enter;
using Rapport.Core.Events;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Says who stands at the console's door, and what somebody inside may do now: asked at every request, so that who is removed is out.</summary>
internal sealed class Doorkeeper(SecretKeys keys, HouseBook book, TenantDirectory tenants, OperatorProviders providers)
{
    /// <summary>A secret key opens the console only while its shop has no operator and no identity provider: after that, people sign in by their own name.</summary>
    public Entrant? EntrantOfKey(string key) =>
        keys.Match(key) is { } found && tenants.Find(found.Tenant) is { } tenant && !HasPeople(tenant.Id)
            ? new Entrant(tenant.Id, EntrantKind.Key, found.Name, found.Hash)
            : null;

    public Permissions MayNow(Entrant entrant)
    {
        try
        {
            var state = book.Read();
            if (state.IsClosed(entrant.Session))
                return Permissions.None;
            return entrant.Kind switch
            {
                EntrantKind.Key => HasPeople(entrant.Tenant) ? Permissions.None : keys.Of(entrant.Tenant.Value).FirstOrDefault(key => key.Hash == entrant.Stamp)?.May ?? Permissions.None,
                EntrantKind.Password => state.Find(entrant.Name) is { } person && person.Tenant == entrant.Tenant.Value && person.Stamp == entrant.Stamp ? person.May : Permissions.None,
                EntrantKind.Oidc => providers.MayNow(entrant),
                _ => Permissions.None,
            };
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Permissions.None;
        }
    }

    private bool HasPeople(TenantId tenant) => book.Read().HasOperators(tenant.Value) || tenants.Find(tenant)?.OperatorSignIn is not null;
}
