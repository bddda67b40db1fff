using System.Collections.Immutable;

namespace Rapport.Storage.House;

/// <summary>Who and what opens the house: its operators, its secret keys, and the keys of the settings that are revoked.</summary>
/// <param name="Revoked">Hashes of keys that open nothing any more, wherever they stand.</param>
/// <param name="Uses">When a key was last used, by hash; to ten minutes.</param>
public sealed record HouseState(ImmutableArray<Operator> Operators, ImmutableArray<SecretKey> Keys, ImmutableArray<string> Revoked, ImmutableDictionary<string, DateTimeOffset> Uses)
{
    public static HouseState Empty { get; } = new([], [], [], ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>Stays at the console that their people ended, and until when their cookies would have held; null for none.</summary>
    public ImmutableDictionary<string, DateTimeOffset>? Closed { get; init; }

    public Operator? Find(string name) => Operators.FirstOrDefault(person => person.Name == name);

    public bool IsClosed(string session) => Closed?.ContainsKey(session) == true;

    public bool HasOperators(string tenant) => Operators.Any(person => person.Tenant == tenant);
}
