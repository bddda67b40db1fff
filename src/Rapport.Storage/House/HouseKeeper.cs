using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Storage.House;

/// <summary>What commands and console do with people and keys: make, list, revoke.</summary>
public sealed class HouseKeeper(HouseBook book, TimeProvider clock)
{
    public const int MaxName = 64;

    public HouseBook Book => book;

    /// <summary>SHA-256 of a secret key, lower-case hex.</summary>
    public static string HashOf(string secretKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secretKey)));

    /// <summary>Letters, digits and <c>. @ - _</c>, at most 64.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and <= MaxName } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '-' or '_');

    /// <returns>The key, told once; null where the shop has one of that name.</returns>
    public async Task<string?> AddKeyAsync(string tenant, string name, Permissions may, CancellationToken cancellation)
    {
        var key = "sk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var isTaken = false;
        await book.ChangeAsync(
            state =>
            {
                isTaken = state.Keys.Any(other => other.Tenant == tenant && other.Name == name);
                return isTaken ? state : state with { Keys = state.Keys.Add(new SecretKey(tenant, name, HashOf(key), may, clock.GetUtcNow())) };
            },
            cancellation).ConfigureAwait(false);
        return isTaken ? null : key;
    }

    /// <summary>A revoked key opens nothing from the next request on.</summary>
    /// <param name="hash">The key's, from the list: a key of the settings is revoked here too.</param>
    public Task RevokeAsync(string hash, CancellationToken cancellation) => book.ChangeAsync(
        state => state with
        {
            Keys = [.. state.Keys.Where(key => key.Hash != hash)],
            Revoked = state.Revoked.Contains(hash) ? state.Revoked : state.Revoked.Add(hash),
            Uses = state.Uses.Remove(hash),
        },
        cancellation);

    /// <returns>Null once added; <c>taken</c> where the house has somebody of that name, <c>first-admin</c> where the shop has no admin yet.</returns>
    public async Task<string?> AddOperatorAsync(string tenant, string name, Role role, bool mayExport, string password, CancellationToken cancellation)
    {
        var fresh = new Operator(tenant, name, role, mayExport, Password.Seal(password), clock.GetUtcNow());
        string? problem = null;
        await book.ChangeAsync(
            state =>
            {
                problem = state.Find(name) is not null ? "taken" : role != Role.Admin && !state.HasOperators(tenant) ? "first-admin" : null;
                return problem is null ? state with { Operators = state.Operators.Add(fresh) } : state;
            },
            cancellation).ConfigureAwait(false);
        return problem;
    }

    /// <summary>Whose sessions are over with the next request. The last admin of a shop with operators stays.</summary>
    /// <returns>False where nobody of that name is there, or it is the last admin.</returns>
    public async Task<bool> RemoveOperatorAsync(string tenant, string name, CancellationToken cancellation)
    {
        var isGone = false;
        await book.ChangeAsync(
            state =>
            {
                var left = state.Operators.RemoveAll(person => person.Tenant == tenant && person.Name == name);
                isGone = left.Length < state.Operators.Length && left.Any(person => person.Tenant == tenant && person.Role == Role.Admin);
                return isGone ? state with { Operators = left } : state;
            },
            cancellation).ConfigureAwait(false);
        return isGone;
    }

    /// <summary>Sets a new password; older sessions are over.</summary>
    public async Task<bool> SetPasswordAsync(string name, string password, CancellationToken cancellation)
    {
        var kept = Password.Seal(password);
        var isThere = false;
        await book.ChangeAsync(
            state =>
            {
                isThere = state.Find(name) is not null;
                return isThere ? state with { Operators = [.. state.Operators.Select(person => person.Name == name ? person with { Password = kept, ChangedAt = clock.GetUtcNow() } : person)] } : state;
            },
            cancellation).ConfigureAwait(false);
        return isThere;
    }

    /// <summary>Ends a stay at the console, on every server of the house and wherever its cookie was copied to; what expired is forgotten.</summary>
    /// <param name="until">When its cookie would have ended.</param>
    public Task CloseAsync(string session, DateTimeOffset until, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return book.ChangeAsync(
            state => state with { Closed = (state.Closed ?? ImmutableDictionary<string, DateTimeOffset>.Empty).Where(entry => entry.Value >= now).ToImmutableDictionary().SetItem(session, until) },
            cancellation);
    }

    /// <summary>Notes when keys were last used.</summary>
    public Task NoteUsesAsync(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken cancellation) =>
        book.ChangeAsync(state => state with { Uses = state.Uses.SetItems(uses) }, cancellation);
}
