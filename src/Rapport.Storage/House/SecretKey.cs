namespace Rapport.Storage.House;

/// <summary>A secret key as the house knows it: by name, scope and hash.</summary>
/// <param name="Tenant">The shop; empty for a key of the house, which reads metrics alone.</param>
/// <param name="Name">Unique in its shop.</param>
/// <param name="Hash">SHA-256, lower-case hex.</param>
public sealed record SecretKey(string Tenant, string Name, string Hash, Permissions May, DateTimeOffset CreatedAt);
