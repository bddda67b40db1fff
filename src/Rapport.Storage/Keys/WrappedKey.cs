namespace Rapport.Storage.Keys;

/// <summary>A key as the key store keeps it.</summary>
/// <param name="Generation">Whose wrapping key sealed it.</param>
internal readonly record struct WrappedKey(int Generation, byte[] Bytes);
