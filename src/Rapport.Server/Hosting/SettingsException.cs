namespace Rapport.Server.Hosting;

/// <summary>A mistake in <c>rapport.json</c>, said in one line; the server does not start with it.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
