using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core.Rights;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Console.People;

/// <summary>Who and what opens the house: operators and secret keys made, changed and ended, each change written down before it happens.</summary>
public sealed class PeopleDesk(ConsoleOptions options, IAuditLog audit, TimeProvider clock, HouseKeeper house) : StaffDesk(options, audit, clock)
{
    /// <summary>The secret keys that open something now, with when each was last used.</summary>
    public IReadOnlyList<(SecretKey Key, DateTimeOffset? UsedAt)> Keys(OperatorVisit visit)
    {
        Permit(visit, Permissions.House);
        var uses = house.Book.Read().Uses;
        return [.. Options.SecretKeys(visit.Tenant.Id).Select(key => (key, uses.TryGetValue(key.Hash, out var used) ? used : (DateTimeOffset?)null))];
    }

    public IReadOnlyList<Operator> Operators(OperatorVisit visit)
    {
        Permit(visit, Permissions.House);
        return [.. house.Book.Read().Operators.Where(person => person.Tenant == visit.Tenant.Id.Value).OrderBy(person => person.Name, StringComparer.Ordinal)];
    }

    /// <returns>The key, told once; null where the name is taken or none.</returns>
    public async Task<string?> MakeKeyAsync(OperatorVisit visit, string name, Permissions may, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        if (!HouseKeeper.IsName(name) || may == Permissions.None || (may & ~Permissions.All) != 0)
            return null;
        await NoteAsync(visit, "house.key-made", detail: $"{name}: {string.Join(' ', Roles.NamesOf(may))}");
        return await house.AddKeyAsync(visit.Tenant.Id.Value, name, may, cancellation);
    }

    /// <summary>Makes a successor with the same scope. The old key goes on until it is revoked, so that nothing stands still.</summary>
    public async Task<(string Name, string Key)?> RotateKeyAsync(OperatorVisit visit, string hash, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        var all = Options.SecretKeys(visit.Tenant.Id);
        if (all.FirstOrDefault(key => key.Hash == hash) is not { } old)
            return null;
        var next = Enumerable.Range(2, all.Count + 1).Select(number => $"{old.Name}-{number}").First(name => all.All(key => key.Name != name));
        return await MakeKeyAsync(visit, next, old.May, cancellation) is { } made ? (next, made) : null;
    }

    public async Task RevokeKeyAsync(OperatorVisit visit, string hash, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        if (Options.SecretKeys(visit.Tenant.Id).FirstOrDefault(key => key.Hash == hash) is not { } key)
            return;
        await NoteAsync(visit, "house.key-revoked", detail: key.Name);
        await house.RevokeAsync(hash, cancellation);
    }

    /// <returns>Null once added; otherwise what is wrong: <c>name</c>, <c>password</c>, <c>taken</c> or <c>first-admin</c>.</returns>
    public async Task<string?> AddAsync(OperatorVisit visit, string name, Role role, bool mayExport, string password, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        if (!HouseKeeper.IsName(name))
            return "name";
        if (password.Length is < Password.MinLength or > Password.MaxLength)
            return "password";
        await NoteAsync(visit, "house.operator-added", detail: $"{name}: {Roles.NameOf(role)}{(mayExport ? " export" : "")}");
        return await house.AddOperatorAsync(visit.Tenant.Id.Value, name, role, mayExport, password, cancellation);
    }

    /// <returns>False for the last admin.</returns>
    public async Task<bool> RemoveAsync(OperatorVisit visit, string name, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        if (house.Book.Read().Operators.All(person => person.Tenant != visit.Tenant.Id.Value || person.Role != Role.Admin || person.Name == name))
            return false;
        await NoteAsync(visit, "house.operator-removed", detail: name);
        return await house.RemoveOperatorAsync(visit.Tenant.Id.Value, name, cancellation);
    }

    /// <summary>Gives an operator a new password, told once; her older stays are over.</summary>
    /// <returns>Null where the shop has nobody of that name.</returns>
    public async Task<string?> NewPasswordAsync(OperatorVisit visit, string name, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        if (house.Book.Read().Find(name)?.Tenant != visit.Tenant.Id.Value)
            return null;
        await NoteAsync(visit, "house.password", detail: name);
        var password = Password.Create();
        return await house.SetPasswordAsync(name, password, cancellation) ? password : null;
    }

    /// <summary>Changes the key-encryption key of the house while it goes on.</summary>
    /// <returns>Null where the key lies elsewhere than in a file of the house, or a rotation runs.</returns>
    public Task<KeyRotationResult?> RotateHouseAsync(OperatorVisit visit, CancellationToken cancellation)
    {
        Permit(visit, Permissions.House);
        return Options.RotateKeys(visit.Name, visit.Tenant.Id, cancellation);
    }
}
