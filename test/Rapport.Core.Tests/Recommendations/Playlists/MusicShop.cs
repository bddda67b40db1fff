using System.Globalization;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Recommendations.Playlists;

/// <summary>A shop of 12,000 tracks in 40 genres, whose model knows that tracks of a genre go together.</summary>
internal static class MusicShop
{
    public const int Tracks = 12_000;
    public const int Genres = 40;
    private const int Neighbours = 60;

    public static Shop Instance { get; } = Open();

    public static ItemId Id(int track) => new(string.Create(CultureInfo.InvariantCulture, $"t{track:D5}"));

    public static int GenreOf(int track) => track % Genres;

    public static int GenreOf(ItemId id) => GenreOf(int.Parse(id.Value.AsSpan(1), CultureInfo.InvariantCulture));

    /// <summary>Somebody who played and bought tracks, mostly of their own genres, in the last half year.</summary>
    public static CustomerFile Listener(Random random, params int[] genres)
    {
        var lines = Enumerable.Range(0, random.Next(0, 60)).Select(_ =>
        {
            var genre = genres[random.Next(genres.Length)];
            var track = (random.Next(Tracks / Genres) * Genres) + genre;
            var kind = random.Next(10) switch { < 5 => EventKind.Completed, < 8 => EventKind.Played, 8 => EventKind.OrderCompleted, _ => EventKind.ProductViewed };
            return Given.Line(kind, Id(track).Value, random.NextDouble() * 180) with { IsGift = kind == EventKind.OrderCompleted && random.Next(4) == 0 };
        }).ToList();
        foreach (var line in lines.Where(_ => random.Next(12) == 0).ToArray())
            lines.Add(Given.Line(random.Next(2) == 0 ? EventKind.Hidden : EventKind.ExcludedFromTaste, line.Item!.Value.Value, 0.5));
        return Given.File(Given.Yes(Core.Consent.Purposes.Recommendations), [.. lines]);
    }

    private static Shop Open()
    {
        var random = new Random(9);
        var items = Enumerable.Range(0, Tracks).Select(track => new CatalogueItem(
            Id(track), $"Track {track}", $"Music > Genre {GenreOf(track)}", 99, "EUR",
            InStock: random.Next(50) != 0,
            Creator: random.Next(20) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"artist {GenreOf(track)}.{random.Next(30)}"),
            DurationSeconds: 90 + random.Next(360),
            PublishedOn: DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(-random.Next(900)),
            GroupId: random.Next(30) == 0 ? string.Create(CultureInfo.InvariantCulture, $"album version {random.Next(100)}") : null));
        ItemId[] ids = [.. Enumerable.Range(0, Tracks).Select(Id)];
        var targets = Enumerable.Range(0, Tracks).Select(track => Enumerable.Range(0, Neighbours).Select(_ => (random.Next(Tracks / Genres) * Genres) + GenreOf(track)).Where(other => other != track).Distinct().Order().ToArray()).ToArray();
        int[] starts = new int[Tracks + 1];
        for (var track = 0; track < Tracks; track++)
            starts[track + 1] = starts[track] + targets[track].Length;
        float[] weights = [.. targets.SelectMany(row => row.Select(_ => (float)random.NextDouble()))];
        var model = new ItemItemModel(new ModelSettings(), Given.Now, 1000, ids, new int[Tracks], starts, [.. targets.SelectMany(row => row)], weights);
        var lists = new ContextLists(Given.Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), Enumerable.Range(0, 500).Select(_ => Id(random.Next(Tracks))).Distinct());
        return new Shop(new ItemCatalogue(items), model, lists, "");
    }
}
