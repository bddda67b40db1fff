namespace Rapport.Core.Events;

/// <summary>A field that an event of some kind may bring, and what it is good for.</summary>
/// <param name="Id">The name a shop switches it off by.</param>
/// <param name="Names">Its names on the wire, in the words of the Segment specification.</param>
/// <param name="Readers">Who reads it.</param>
/// <param name="Benefits">What the customer has of it, one sentence, by language.</param>
/// <param name="IsOptional">The event means something without it, so that a shop may switch it off alone.</param>
public sealed record FieldDefinition(string Id, IReadOnlyList<string> Names, FieldReaders Readers, IReadOnlyDictionary<string, string> Benefits, bool IsOptional);

/// <summary>Who reads a field.</summary>
[Flags]
public enum FieldReaders
{
    None = 0,

    /// <summary>The customer's own suggestions, and how she is greeted.</summary>
    Suggestions = 1,

    /// <summary>What goes with what, for others.</summary>
    Learning = 2,

    /// <summary>The customer, when she looks at her own list or takes it with her.</summary>
    OwnList = 4,
}
