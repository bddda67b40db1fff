using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rapport.Core.Events;

/// <summary>The shop's own name for a person, or for a browser that said yes without signing in.</summary>
/// <remarks>
/// <para><b>Default value</b>: reading <see cref="Value"/> of <c>default</c> throws; nobody is not somebody.</para>
/// <para><see cref="ToString"/> redacts, so that no log line or exception names a person by accident.</para>
/// </remarks>
public readonly record struct CustomerId
{
    /// <summary>The longest id that is taken in, in UTF-16 units.</summary>
    public const int MaxLength = 256;

    private readonly string? _value;

    private CustomerId(string value, bool isAnonymous)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxLength);
        _value = value;
        IsAnonymous = isAnonymous;
    }

    /// <summary>True for a Segment <c>anonymousId</c>, false for a <c>userId</c>. The two never collide.</summary>
    public bool IsAnonymous { get; }

    /// <summary>The id as the shop sent it.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An unset CustomerId was read.");

    public static CustomerId Known(string userId) => new(userId, isAnonymous: false);

    public static CustomerId Anonymous(string anonymousId) => new(anonymousId, isAnonymous: true);

    /// <summary>A name that no event is taken in under, because it is blank or too long: nothing is held of it, and every right of it still has an answer.</summary>
    public static CustomerId Odd(string id, bool isAnonymous)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new CustomerId("odd:" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()))), isAnonymous);
    }

    /// <summary>The customer of a name, whatever the name looks like.</summary>
    public static CustomerId Named(string id, bool isAnonymous) =>
        string.IsNullOrWhiteSpace(id) || id.Length > MaxLength ? Odd(id, isAnonymous) : new CustomerId(id, isAnonymous);

    /// <summary>The unambiguous form that keyed hashes are taken of: <c>c:</c> or <c>a:</c> and the id.</summary>
    public string Canonical => (IsAnonymous ? "a:" : "c:") + Value;

    public override string ToString() => "customer(redacted)";
}
