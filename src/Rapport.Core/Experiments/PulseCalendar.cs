using Rapport.Core.Events;

namespace Rapport.Core.Experiments;

/// <summary>When a person may be asked and which question: one day in ninety, the same for that person for ever, and a question drawn anew each time. Nothing is stored.</summary>
/// <remarks>A keyed hash tells the day: two of a person's days are ninety apart, so that nobody is asked twice within ninety days whatever was forgotten meanwhile.</remarks>
public sealed class PulseCalendar(ShopExperiments experiments)
{
    public const int Days = 90;

    /// <summary>The question of the day; null on all other days.</summary>
    public PulseQuestion? Due(CustomerId customer, DateTimeOffset now)
    {
        var day = now.ToUnixTimeSeconds() / 86_400;
        if ((int)(day % Days) != (int)(experiments.Draw("pulse day", customer) * Days))
            return null;
        return experiments.Draw($"pulse question {day / Days}", customer) < 0.5 ? PulseQuestion.Understood : PulseQuestion.Respected;
    }
}
