using Rapport.Cli.Imports;

namespace Rapport.Cli.Tests.Imports;

public sealed class FieldReaderTests
{
    private static readonly DateTimeOffset Latest = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-05-01")]
    [InlineData("2026-05-01 00:00")]
    [InlineData("2026-05-01T00:00:00")]
    [InlineData("2026-05-01T00:00:00Z")]
    [InlineData("2026-05-01T02:00:00+02:00")]
    [InlineData("2026-05-01T00:00:00.000Z")]
    [InlineData("2026/05/01")]
    [InlineData("01.05.2026 00:00")]
    [InlineData(" 01.05.2026 ")]
    public void Times_in_common_forms_are_read(string text) =>
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), FieldReader.Time("time", text, Latest));

    [Theory]
    [InlineData("", "missing-time")]
    [InlineData("05/01/2026", "bad-time")]
    [InlineData("yesterday", "bad-time")]
    [InlineData("2026-02-30", "bad-time")]
    [InlineData("2031-01-01", "future-time")]
    public void Times_that_would_need_guessing_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<BadRowException>(() => FieldReader.Time("time", text, Latest)).Code);

    [Theory]
    [InlineData("12.5", 1250)]
    [InlineData("12,50", 1250)]
    [InlineData("€ 3", 300)]
    [InlineData("0", 0)]
    public void Prices_are_read_in_hundredths(string text, long hundredths) => Assert.Equal(hundredths, FieldReader.PriceMinor(text));

    [Theory]
    [InlineData("-1", "negative-price")]
    [InlineData("1.234,56", "bad-price")]
    [InlineData("free", "bad-price")]
    public void Prices_that_are_none_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<BadRowException>(() => FieldReader.PriceMinor(text)).Code);

    [Theory]
    [InlineData("0", "negative-quantity")]
    [InlineData("-2", "negative-quantity")]
    [InlineData("1.5", "bad-quantity")]
    [InlineData("many", "bad-quantity")]
    public void Quantities_that_are_none_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<BadRowException>(() => FieldReader.Quantity(text)).Code);
}
