namespace Rapport.Core.Rights;

/// <summary>Notices who looks at very many people within a minute: the sign of a stolen key or a curious colleague.</summary>
/// <remarks><b>Threads</b>: safe. One alarm an actor and minute. <b>Cost</b>: a queue of the last minute's looks for each actor.</remarks>
public sealed class BulkReadWatch(int mostPeople = BulkReadWatch.MostPeople)
{
    /// <summary>More people than staff looks at in a minute by hand.</summary>
    public const int MostPeople = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _noting = new();
    private readonly Dictionary<string, Looks> _actors = new(StringComparer.Ordinal);

    /// <returns>How many people the actor saw within the last minute where that is an alarm, otherwise null.</returns>
    public int? Note(string actor, int people, DateTimeOffset now)
    {
        lock (_noting)
        {
            if (!_actors.TryGetValue(actor, out var looks))
                _actors[actor] = looks = new Looks();
            looks.Latest.Enqueue((now, people));
            while (looks.Latest.TryPeek(out var oldest) && now - oldest.At >= Window)
                looks.Latest.Dequeue();
            var seen = looks.Latest.Sum(look => look.People);
            if (seen <= mostPeople || now - looks.Alarmed < Window)
                return null;
            looks.Alarmed = now;
            return seen;
        }
    }

    private sealed class Looks
    {
        public Queue<(DateTimeOffset At, int People)> Latest { get; } = [];

        public DateTimeOffset Alarmed { get; set; } = DateTimeOffset.MinValue.AddDays(1);
    }
}
