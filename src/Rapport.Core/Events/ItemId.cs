namespace Rapport.Core.Events;

/// <summary>The shop's own name for a thing it sells or shows. Not personal by itself.</summary>
public readonly record struct ItemId : IComparable<ItemId>
{
    public const int MaxLength = 128;

    private readonly string? _value;

    public ItemId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxLength);
        _value = value;
    }

    public string Value => _value ?? throw new InvalidOperationException("An unset ItemId was read.");

    /// <summary>Ordinal order, the one every deterministic list of the model uses.</summary>
    public int CompareTo(ItemId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "(unset)";

    public static bool operator <(ItemId left, ItemId right) => left.CompareTo(right) < 0;

    public static bool operator >(ItemId left, ItemId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ItemId left, ItemId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ItemId left, ItemId right) => left.CompareTo(right) >= 0;
}
