using Rapport.Core.Decisions;

namespace Rapport.Core.Tests.Decisions;

public sealed class AnswerTimesTests
{
    [Fact]
    public void The_95th_of_100_is_told_and_only_the_latest_count()
    {
        var times = new AnswerTimes();
        for (var i = 0; i < AnswerSpeed.MostAnswers; i++)
            times.Add(TimeSpan.FromSeconds(9));
        for (var i = 1; i <= AnswerSpeed.MostAnswers; i++)
            times.Add(TimeSpan.FromMilliseconds(i));

        Assert.Equal(new AnswerSpeed(AnswerSpeed.MostAnswers, TimeSpan.FromMilliseconds(950)), times.Read());
        Assert.False(times.Read().IsWithinTarget);
    }

    [Fact]
    public void Nothing_is_said_of_few_answers()
    {
        var times = new AnswerTimes();
        for (var i = 1; i < AnswerSpeed.FewestAnswers; i++)
            times.Add(TimeSpan.FromMilliseconds(1));

        Assert.False(times.Read().IsKnown);
    }
}
