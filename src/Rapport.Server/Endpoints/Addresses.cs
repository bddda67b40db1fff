namespace Rapport.Server.Endpoints;

/// <summary>What passes for an e-mail address where one is asked for: no list, no name, no line of a header.</summary>
internal static class Addresses
{
    private const int Longest = 254;

    public static bool IsOne(string? text) =>
        text is { Length: > 2 and <= Longest } && text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>') && text.Count(c => c == '@') == 1;
}
