namespace Rapport.Core.Catalogue;

/// <summary>How touchy a topic is: ordinary, delicate (D1 to D6) or sensitive (S1 to S12), by the classes of the tact specification.</summary>
/// <remarks><b>Default value</b>: <c>default</c> is ordinary. Items carry a class; people never do.</remarks>
public readonly record struct TopicClass
{
    private readonly string? _code;

    /// <exception cref="ArgumentException">The code is none of S1..S12, D1..D6.</exception>
    public TopicClass(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (code.Length < 2 || code[0] is not ('S' or 'D') || !int.TryParse(code.AsSpan(1), out var number) || number < 1 || number > (code[0] == 'S' ? 12 : 6))
            throw new ArgumentException($"'{code}' is no topic class: S1 to S12 or D1 to D6.", nameof(code));
        _code = code;
    }

    public static TopicClass Ordinary => default;

    /// <summary>The code, or null for an ordinary topic.</summary>
    public string? Code => _code;

    public bool IsSensitive => _code is ['S', ..];

    public bool IsDelicate => _code is ['D', ..];

    public override string ToString() => _code ?? "ordinary";
}
