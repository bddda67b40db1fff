using System.Collections.Immutable;

namespace Rapport.Core.Events;

/// <summary>One kind of thing a shop may keep about its customers: the events that carry it, and their fields.</summary>
/// <param name="Id">The name a shop switches it off by, e.g. <c>views</c>.</param>
/// <param name="Kinds">What gives it, then what takes it back.</param>
/// <param name="Titles">By language.</param>
public sealed record SignalDefinition(string Id, ImmutableArray<EventKind> Kinds, ImmutableArray<FieldDefinition> Fields, IReadOnlyDictionary<string, string> Titles);
