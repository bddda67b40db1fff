using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class DecayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_half_life_everything_counts_in_full() => Assert.Equal(Decay.One, new Decay(0, Now).At(Day(Now.AddYears(-9))));

    [Fact]
    public void This_month_and_the_future_count_in_full()
    {
        var decay = new Decay(45, Now);

        Assert.Equal(Decay.One, decay.At(Day(Now.AddDays(-22))));
        Assert.Equal(Decay.One, decay.At(Day(Now.AddDays(40))));
    }

    [Fact]
    public void A_half_life_halves_and_nothing_vanishes()
    {
        var decay = new Decay(2 * 30.4375, Now);

        Assert.Equal(Decay.One / 2, decay.At(Day(Now.AddMonths(-2))));
        Assert.Equal(Decay.One / 4, decay.At(Day(Now.AddMonths(-4))));
        Assert.Equal(1, decay.At(Day(Now.AddYears(-30))));
    }

    [Fact]
    public void Only_the_month_of_the_model_counts()
    {
        var (early, late) = (new Decay(45, Now.AddDays(-22)), new Decay(45, Now.AddDays(7)));

        for (var age = 0; age < 400; age++)
            Assert.Equal(early.At(Day(Now) - age), late.At(Day(Now) - age));
    }

    private static int Day(DateTimeOffset at) => Contributions.DayOf(at);
}
