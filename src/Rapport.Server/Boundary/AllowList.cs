using System.Globalization;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Server.Boundary;

/// <summary>A shop's allow-list, checked against what Rapport keeps at all: it narrows that, and what would widen it is refused.</summary>
/// <param name="Switches">Which signals and fields are dropped.</param>
/// <param name="Uses">What the others are kept for.</param>
internal sealed record AllowList(SignalSwitches Switches, SignalUses Uses)
{
    /// <param name="list">Null for everything Rapport keeps.</param>
    /// <param name="dropSignals">What is dropped besides.</param>
    /// <exception cref="ArgumentException">It is not reviewed, or names what Rapport does not keep.</exception>
    public static AllowList From(AllowListSettings? list, IReadOnlyList<string> dropSignals)
    {
        if (list is null)
            return new AllowList(SignalSwitches.Off(dropSignals), SignalUses.All);
        if (string.IsNullOrWhiteSpace(list.ReviewedBy) || list.ReviewedAt == default)
            throw new ArgumentException("allowList is not reviewed: say reviewedBy and reviewedAt.");
        var uses = SignalUses.Of(list.Signals.ToDictionary(pair => pair.Key, pair => PurposesOf(pair.Key, pair.Value)));
        return new AllowList(SignalSwitches.Off(dropSignals.Concat(SignalCatalogue.All.SelectMany(signal => DroppedOf(signal, list)))), uses);
    }

    private static Purposes PurposesOf(string signal, AllowedSignalSettings allowed)
    {
        var purposes = Purposes.None;
        foreach (var id in allowed.Purposes)
            purposes |= PurposeCatalogue.Find(id)?.Purpose ?? throw new ArgumentException($"allowList keeps '{signal}' for '{id}', which is no purpose.");
        return purposes;
    }

    private static IEnumerable<string> DroppedOf(SignalDefinition signal, AllowListSettings list)
    {
        if (!list.Signals.TryGetValue(signal.Id, out var allowed))
            return [signal.Id];
        if (allowed.Fields.FirstOrDefault(name => signal.Fields.All(field => field.Id != name)) is { } refused)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"allowList: refused-field: '{refused}' of '{signal.Id}' is kept by no shop; say some of {string.Join(", ", signal.Fields.Select(field => field.Id))}."));
        var missing = signal.Fields.Where(field => !allowed.Fields.Contains(field.Id)).ToArray();
        return Array.Find(missing, field => !field.IsOptional) is { } needed
            ? throw new ArgumentException($"allowList: '{signal.Id}' says nothing without '{needed.Id}': keep both or neither.")
            : missing.Select(field => $"{signal.Id}.{field.Id}");
    }
}
