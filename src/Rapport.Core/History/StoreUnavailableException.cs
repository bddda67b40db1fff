namespace Rapport.Core.History;

/// <summary>The store cannot take or give data: the disk is full, the database away. Nothing was acknowledged.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
