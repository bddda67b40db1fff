using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class DyadicPowerTests
{
    [Theory]
    [InlineData(27, -0.5)]
    [InlineData(1000, -0.3125)]
    [InlineData(123.456, 0.375)]
    [InlineData(2, -7.9375)]
    [InlineData(5, 0)]
    [InlineData(3, 2)]
    public void It_is_the_power(double value, double exponent) => Assert.Equal(1, DyadicPower.Of(value, exponent) / Math.Pow(value, exponent), 1e-12);

    [Fact]
    public void An_exponent_between_sixteenths_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => DyadicPower.Of(2, 0.3));
}
