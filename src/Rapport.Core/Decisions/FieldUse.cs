using Rapport.Core.Events;

namespace Rapport.Core.Decisions;

/// <summary>When a field of a signal was last kept and last of use to a customer.</summary>
/// <param name="LastKept">The day an event last brought its signal; null for never.</param>
/// <param name="LastUsed">The day somebody last read it; null for never.</param>
/// <param name="IsIdle">Nobody has read it for <see cref="FieldUses.IdleDays"/> days: it need not be kept.</param>
public sealed record FieldUse(SignalDefinition Signal, FieldDefinition Field, DateOnly? LastKept, DateOnly? LastUsed, bool IsIdle);

/// <summary>The days behind field uses, in the form that outlives a server.</summary>
/// <param name="Since">Since when anybody watched.</param>
/// <param name="Kept">By signal.</param>
/// <param name="Used">By signal and reader, e.g. <c>views/Suggestions</c>.</param>
public sealed record FieldUseDays(DateOnly Since, IReadOnlyDictionary<string, DateOnly> Kept, IReadOnlyDictionary<string, DateOnly> Used);
