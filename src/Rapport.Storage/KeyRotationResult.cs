namespace Rapport.Storage;

/// <summary>What a rotation of the key-encryption key did.</summary>
/// <param name="Reference">The key-encryption key from now on.</param>
/// <param name="Generation">How often it was changed, and one.</param>
/// <param name="Wrapped">How many keys were wrapped anew.</param>
/// <param name="IsResumed">True when it continued what an earlier call had begun.</param>
/// <param name="LeftToRemove">Old key-encryption keys that only the operator can remove.</param>
public sealed record KeyRotationResult(string Reference, int Generation, long Wrapped, bool IsResumed, IReadOnlyList<string> LeftToRemove);
