using System.Globalization;
using System.Security.Cryptography;

namespace Rapport.Storage.House;

/// <summary>Operators' passwords: kept as PBKDF2 with SHA-512, 210,000 rounds and a salt of 16 bytes.</summary>
/// <remarks><b>Source</b>: NIST SP 800-132; rounds as OWASP's Password Storage sheet asks for this hash.</remarks>
public static class Password
{
    /// <summary>Fewest characters of a password; there are no other rules (NIST SP 800-63B).</summary>
    public const int MinLength = 12;

    public const int MaxLength = 256;

    private const string Scheme = "pbkdf2-sha512";
    private const int Rounds = 210_000;

    /// <summary>What nobody's password opens: an unknown name takes as long as a known one.</summary>
    private static readonly string Nobody = Seal(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A fresh one, to be shown once.</summary>
    public static string Create() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    public static string Seal(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    /// <param name="kept">Null for an unknown name: the answer is no, after the same work.</param>
    public static bool Opens(string? kept, string given)
    {
        ArgumentNullException.ThrowIfNull(given);
        if ((kept ?? Nobody).Split('$') is not [Scheme, var rounds, var salt, var hash] || given.Length > MaxLength)
            return false;
        var derived = Derive(given, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash)) && kept is not null;
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, 32);
}
