namespace Rapport.Cli.Imports;

/// <summary>A row cannot be taken in.</summary>
internal sealed class BadRowException(string code, string cause) : Exception(cause)
{
    internal string Code => code;
}
