using System.Security.Cryptography;
using System.Text;
using Rapport.Storage.House;

namespace Rapport.Storage.Tests;

public sealed class PasswordRuleTests
{
    private static readonly string[] Known = ["ada.holm@hearth.example", "hearth-home", "Hearth & Home"];

    [Theory]
    [InlineData("short", "12 to 256")]
    [InlineData("aaaaaaaaaaaaaaaa", "again and again")]
    [InlineData("abcxyzabcxyzabcxyz", "again and again")]
    [InlineData("12341234123412", "again and again")]
    [InlineData("1234567890ab", "keyboard")]
    [InlineData("QWERTZuiop12345!", "keyboard")]
    [InlineData("zyxwvutsrqpo", "keyboard")]
    [InlineData("Hearth-Home-2026", "the name")]
    [InlineData("rapport-Ada.Holm1", "the name")]
    [InlineData("Passwort2026!!", "the name")]
    public void What_anybody_would_guess_first_is_refused(string password, string why)
    {
        using var home = new TemporaryHome();

        Assert.Contains(why, PasswordRule.Refusal(password, Known, home.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_the_house_is_heard_in_clear_and_as_published_hashes()
    {
        using var home = new TemporaryHome();
        const string Clear = "correct horse battery", Hashed = "staple of the harbour";
        Assert.All((string[])[Clear, Hashed, Password.Create()], good => Assert.Null(PasswordRule.Refusal(good, Known, home.Folder)));

#pragma warning disable CA5350 // As lists are published.
        File.WriteAllLines(Path.Combine(home.Folder, PasswordRule.ListName), ["something else", "Correct Horse Battery", Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(Hashed))) + ":42"]);
#pragma warning restore CA5350

        Assert.All((string[])[Clear, Hashed], listed => Assert.Contains(PasswordRule.ListName, PasswordRule.Refusal(listed, Known, home.Folder), StringComparison.Ordinal));
        Assert.Null(PasswordRule.Refusal(Hashed + "s", Known, home.Folder));
    }
}
