namespace Rapport.Storage;

/// <summary>Another server holds the home folder.</summary>
public sealed class HomeInUseException : Exception
{
    public HomeInUseException()
    {
    }

    public HomeInUseException(string message)
        : base(message)
    {
    }

    public HomeInUseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
