using System.Collections.Immutable;

namespace Rapport.Core.Events.Health;

/// <summary>Watches what a shop sends: whether events stopped, the feed withered, or ids broke.</summary>
/// <remarks>
/// <para>An hour is compared with the same hour of the same weekday in the weeks before, by their median and the median of the deviations from it, so that one odd week moves nothing.</para>
/// <para><b>Shape and units</b>: five weeks of hours, a month of days. <b>Threads</b>: safe.</para>
/// </remarks>
public sealed class DataHealth(DataHealthState? state = null)
{
    private const int HoursOfWeek = 168;
    private const int Weeks = 4;
    private const int KeptHours = HoursOfWeek * (Weeks + 1);
    private const int KeptDays = 31;

    /// <summary>Fewer earlier weeks, or days of the feed, say nothing about what is usual.</summary>
    private const int FewestBefore = 3;

    /// <summary>An hour with fewer events falls silent by chance.</summary>
    private const double FewestEvents = 20;

    /// <summary>Fewer events in a day make no share.</summary>
    private const long FewestOfADay = 200;

    private const double MostBroken = 0.05;

    /// <summary>What the median of absolute deviations is times to be a standard deviation, three of them.</summary>
    private const double ThreeDeviations = 3 * 1.4826;

    private const double LeastOfFeed = 0.8;

    private static readonly ImmutableArray<(string Code, Func<FeedShape, int> Of)> Parts =
        [("feed-items", day => day.InStock), ("feed-prices", day => day.Priced), ("feed-categorised", day => day.Categorised), ("feed-categories", day => day.Categories)];

    private readonly Lock _turn = new();
    private readonly SortedDictionary<long, HourCounts> _hours = new((state?.Hours ?? []).ToDictionary(hour => hour.Hour));
    private readonly SortedDictionary<long, FeedShape> _days = new((state?.Days ?? []).ToDictionary(day => day.Day));

    public void Note(DateTimeOffset now, long arrived, long unknownItems, long malformed)
    {
        var hour = HourOf(now);
        lock (_turn)
        {
            var before = _hours.GetValueOrDefault(hour) ?? new HourCounts(hour, 0, 0, 0);
            _hours[hour] = before with { Arrived = before.Arrived + arrived, UnknownItems = before.UnknownItems + unknownItems, Malformed = before.Malformed + malformed };
            Forget(_hours, hour - KeptHours);
        }
    }

    /// <summary>The last shape of a day stands.</summary>
    public void Note(FeedShape feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        lock (_turn)
        {
            _days[feed.Day] = feed;
            Forget(_days, feed.Day - KeptDays);
        }
    }

    public IReadOnlyList<DataAlert> Alerts(DateTimeOffset now)
    {
        lock (_turn)
        {
            return [.. Drop(HourOf(now) - 1), .. Feed(), .. Broken(HourOf(now), "unknown-items", hour => hour.UnknownItems), .. Broken(HourOf(now), "malformed-ids", hour => hour.Malformed)];
        }
    }

    public DataHealthState Save()
    {
        lock (_turn)
        {
            return new DataHealthState([.. _hours.Values], [.. _days.Values]);
        }
    }

    /// <param name="last">The last whole hour.</param>
    private IEnumerable<DataAlert> Drop(long last)
    {
        if (_hours.Count == 0)
            yield break;
        // Before the first hour ever noted nothing is known; after it, an hour that is not there was silent.
        var before = Enumerable.Range(1, Weeks).Select(week => last - (week * HoursOfWeek)).Where(hour => hour >= _hours.Keys.First()).Select(hour => (double)Arrived(hour)).ToArray();
        if (before.Length < FewestBefore)
            yield break;
        var usual = Median(before);
        var spread = ThreeDeviations * Median([.. before.Select(count => Math.Abs(count - usual))]);
        var seen = Arrived(last);
        if (usual >= FewestEvents && seen < usual / 2 && seen < usual - spread)
            yield return new DataAlert("event-drop", seen, usual);
    }

    private IEnumerable<DataAlert> Feed()
    {
        if (_days.Count <= FewestBefore)
            yield break;
        var (today, before) = (_days.Values.Last(), _days.Values.SkipLast(1).TakeLast(7).ToArray());
        foreach (var (code, of) in Parts)
        {
            var (seen, usual) = (of(today), Median([.. before.Select(day => (double)of(day))]));
            if (usual >= FewestBefore && seen < LeastOfFeed * usual)
                yield return new DataAlert(code, seen, usual);
        }
    }

    /// <summary>Over the last day, beside the days before.</summary>
    private IEnumerable<DataAlert> Broken(long now, string code, Func<HourCounts, long> of)
    {
        var (seen, arrived) = Share(now, of);
        if (arrived < FewestOfADay || seen < MostBroken)
            yield break;
        var before = Enumerable.Range(1, 7).Select(day => Share(now - (24 * day), of)).Where(share => share.Arrived >= FewestOfADay).Select(share => share.Share).ToArray();
        var usual = before.Length == 0 ? 0 : Median(before);
        if (seen > 3 * usual)
            yield return new DataAlert(code, 100 * seen, 100 * usual);
    }

    private (double Share, long Arrived) Share(long until, Func<HourCounts, long> of)
    {
        var hours = Enumerable.Range(0, 24).Select(back => _hours.GetValueOrDefault(until - back)).OfType<HourCounts>().ToArray();
        var arrived = hours.Sum(hour => hour.Arrived);
        return (arrived == 0 ? 0 : (double)hours.Sum(of) / arrived, arrived);
    }

    private long Arrived(long hour) => _hours.GetValueOrDefault(hour)?.Arrived ?? 0;

    private static void Forget<T>(SortedDictionary<long, T> kept, long before)
    {
        while (kept.Count > 0 && kept.Keys.First() <= before)
            kept.Remove(kept.Keys.First());
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3_600;
}

/// <summary>What is kept of it: counts by hour, and how the feed looked by day.</summary>
public sealed record DataHealthState(ImmutableArray<HourCounts> Hours, ImmutableArray<FeedShape> Days);
