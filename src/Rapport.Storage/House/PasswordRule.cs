using System.Security.Cryptography;
using System.Text;

namespace Rapport.Storage.House;

/// <summary>Which passwords are refused, beside short ones: those anybody would guess first, and those of a list that the operator of the house gives.</summary>
/// <remarks>The list is <c>refused-passwords.txt</c> of the home, one a line: in clear, or as the SHA-1 in hex that published lists of leaked passwords use, with or without a count behind a colon.</remarks>
public static class PasswordRule
{
    public const string ListName = "refused-passwords.txt";

    private const int FewestSigns = 6;
    private const int FewestLeft = 8;

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm"];

    /// <param name="known">Words that anybody knows: the operator's name, the shop's id and name.</param>
    /// <returns>Why the password is refused, or null.</returns>
    public static string? Refusal(string password, IEnumerable<string> known, string home)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(known);
        if (password.Length is < Password.MinLength or > Password.MaxLength)
            return $"A password has {Password.MinLength} to {Password.MaxLength} characters.";
        if (password.Distinct().Count() < FewestSigns || IsRepeated(password))
            return "It is one piece, again and again.";
        if (Without(password, Rows.SelectMany(Pieces)) < FewestLeft)
            return "It follows the alphabet, the numbers or the keyboard.";
        if (Without(password, known.SelectMany(word => word.Split(['@', '.', '-', '_', ' '], StringSplitOptions.RemoveEmptyEntries)).Append("rapport").Append("password").Append("passwort")) < FewestLeft)
            return "It is little more than the name of the person or the shop.";
        return IsListed(password, Path.Combine(home, ListName)) ? $"It stands in {ListName}." : null;
    }

    private static bool IsRepeated(string password) => Enumerable.Range(1, password.Length / 2).Any(period => Enumerable.Range(period, password.Length - period).All(at => password[at] == password[at - period]));

    /// <summary>Runs of four of a row, forwards and backwards.</summary>
    private static IEnumerable<string> Pieces(string row) =>
        Enumerable.Range(0, row.Length - 3).Select(at => row.Substring(at, 4)).SelectMany(piece => (string[])[piece, new string([.. piece.Reverse()])]);

    /// <summary>How many characters no known word covers.</summary>
    private static int Without(string password, IEnumerable<string> words)
    {
        var isCovered = new bool[password.Length];
        foreach (var word in words.Where(word => word.Length >= 3))
        {
            for (var at = password.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = password.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
                Array.Fill(isCovered, true, at, word.Length);
        }

        return isCovered.Count(covered => !covered);
    }

    private static bool IsListed(string password, string list)
    {
        if (!File.Exists(list))
            return false;
#pragma warning disable CA5350 // The hash of published lists; nothing is kept by it.
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
        return File.ReadLines(list).Any(line => line.Equals(password, StringComparison.OrdinalIgnoreCase) || (line.Length >= hash.Length && line.StartsWith(hash, StringComparison.OrdinalIgnoreCase) && (line.Length == hash.Length || line[hash.Length] == ':')));
    }
}
