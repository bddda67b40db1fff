using System.Text.RegularExpressions;
using Rapport.Console.Texts;
using Rapport.Core.Consent;
using Rapport.Core.Tact;

namespace Rapport.Console.Tests;

public sealed partial class ConsoleTextsTests
{
    private static readonly ConsoleTexts English = ConsoleTexts.In("en");
    private static readonly ConsoleTexts German = ConsoleTexts.In("de");

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_blanks()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), German.Keys.Order(StringComparer.Ordinal));
        Assert.All(English.Keys, key => Assert.Equal(BlanksOf(English[key]), BlanksOf(German[key])));
    }

    [Fact]
    public void Every_refusal_and_every_rule_has_words()
    {
        foreach (var code in Enum.GetValues<DenyCode>().Where(code => code != DenyCode.None))
            Assert.All(new[] { "", ".means", ".way" }, part => Assert.True(English.Has($"refused.{code}{part}"), $"refused.{code}{part}"));
        foreach (var rule in Enum.GetValues<TactRule>().Where(rule => rule != TactRule.None))
            Assert.All(new[] { "", ".means" }, part => Assert.True(English.Has($"rule.{rule}{part}"), $"rule.{rule}{part}"));
    }

    [Fact]
    public void Numbers_are_written_as_the_language_writes_them()
    {
        Assert.Equal(("1,234,567", "1.234.567"), (English.Count(1_234_567), German.Count(1_234_567)));
        Assert.Equal(("62.5%", "62,5\u00a0%"), (English.Share(5, 8), German.Share(5, 8)));
        Assert.Equal("–", English.Share(0, 0));
    }

    [Theory]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(3 * 3600, "3 hours")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(50 * 3600, "2 days")]
    [InlineData(-5, "0 seconds")]
    public void An_age_is_told_in_its_largest_fitting_unit(int seconds, string age) => Assert.Equal(age, English.Age(TimeSpan.FromSeconds(seconds)));

    private static IEnumerable<string> BlanksOf(string text) => Blank().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Blank();
}
