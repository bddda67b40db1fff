namespace Rapport.Core.Events;

/// <summary>One shop among those a server holds apart; part of every key in every store.</summary>
public readonly record struct TenantId
{
    private readonly string? _value;

    public TenantId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length > 64 || !value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException("A tenant id has up to 64 lower-case letters, digits and hyphens.", nameof(value));
        _value = value;
    }

    public string Value => _value ?? throw new InvalidOperationException("An unset TenantId was read.");

    public override string ToString() => _value ?? "(unset)";
}
