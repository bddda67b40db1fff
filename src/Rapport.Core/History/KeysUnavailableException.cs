namespace Rapport.Core.History;

/// <summary>The keys that open customer files cannot be had. Personal answers fall back to plain ones; nothing is stored.</summary>
public sealed class KeysUnavailableException : Exception
{
    public KeysUnavailableException()
    {
    }

    public KeysUnavailableException(string message)
        : base(message)
    {
    }

    public KeysUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
