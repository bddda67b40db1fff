using System.Globalization;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Playlists;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations.Playlists;

public sealed class PlaylistTests
{
    private static int Lists => Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full" ? 10_000 : 400;

    [Fact]
    public void S009_every_playlist_keeps_to_every_constraint()
    {
        Parallel.For(0, Lists, seed =>
        {
            var random = new Random(seed);
            var file = MusicShop.Listener(random, random.Next(MusicShop.Genres), random.Next(MusicShop.Genres));
            var isTimed = random.Next(2) == 0;
            var wish = new PlaylistWish(
                Minutes: isTimed ? random.Next(10, 240) : 0,
                DiscoveryShare: random.Next(11) / 10.0,
                FreshShare: random.Next(6) / 10.0,
                FreshDays: 30 + random.Next(300),
                RestDays: random.Next(30),
                MostPerCreator: random.Next(1, 6),
                Seed: seed.ToString(CultureInfo.InvariantCulture));
            var request = Ask(wish) with { Count = isTimed ? 100 : random.Next(1, 101) };

            var list = Play(request, file).Select(item => MusicShop.Instance.Catalogue.Find(item.Item)!).ToArray();

            Assert.Equal("", Broken(list, request, file));
        });
    }

    [Fact]
    public void No_rule_of_the_shop_breaks_a_constraint()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var file = MusicShop.Listener(new Random(seed), seed, seed + 1);
            var request = Ask(new PlaylistWish(Minutes: seed % 2 * 60)) with { Count = seed % 2 == 0 ? 30 : 100 };
            var creator = MusicShop.Instance.Catalogue.Find(Play(request, file)[0].Item)!.Creator;
            var pinned = MusicShop.Instance.Catalogue.Items.First(item => item.InStock && item.Creator == creator && !file.History.Any(line => line.Item == item.Id));
            var rules = new BusinessRules([],
            [
                new BusinessRule("more", BusinessRuleKind.Boost, Category: $"Music > Genre {seed}", Factor: 10),
                new BusinessRule("less", BusinessRuleKind.Boost, Category: $"Music > Genre {seed + 1}", Factor: 0.1),
                new BusinessRule("here", BusinessRuleKind.Pin, Surface.Playlist, Item: pinned.Id, Place: 2),
            ]);

            var list = Recommender.Recommend(request, file, MusicShop.Instance with { Rules = rules }, TactPolicy.Default, Now).Items.Select(item => MusicShop.Instance.Catalogue.Find(item.Item)!).ToArray();

            Assert.Equal("", Broken(list, request, file));
        }
    }

    [Fact]
    public void S009_thirty_tracks_and_ninety_minutes_are_full()
    {
        var file = MusicShop.Listener(new Random(5), 3);

        Assert.Equal(30, Play(Ask(PlaylistWish.Usual) with { Count = 30 }, file).Count);
        var seconds = Play(Ask(new PlaylistWish(Minutes: 90)) with { Count = 100 }, file).Sum(item => MusicShop.Instance.Catalogue.Find(item.Item)!.DurationSeconds);
        Assert.InRange(seconds, (90 * 60) - 5, 90 * 60);
    }

    [Fact]
    public void S009_a_refresh_gives_the_same_list_and_a_new_seed_a_fresh_one()
    {
        var file = MusicShop.Listener(new Random(5), 3, 4);
        var first = Ids(Play(Ask(new PlaylistWish(Seed: "monday")), file));

        Assert.Equal(first, Ids(Play(Ask(new PlaylistWish(Seed: "monday")), file, Now.AddHours(5))));
        Assert.InRange(Ids(Play(Ask(new PlaylistWish(Seed: "again")), file)).Intersect(first).Count(), 0, 20);
    }

    [Fact]
    public void Each_track_says_truly_why()
    {
        var file = File(Yes(Core.Consent.Purposes.Recommendations), Line(EventKind.Completed, "t00003", 40), Line(EventKind.Completed, "t00043", 41));

        var list = Play(Ask(PlaylistWish.Usual), file);

        Assert.Equal("You played this in May.", list.Single(item => item.Item == MusicShop.Id(3)).Reason.Text);
        Assert.All(list.Where(item => item.Item != MusicShop.Id(3) && item.Item != MusicShop.Id(43) && item.Tier == Tier.Person), item =>
        {
            Assert.StartsWith("Because you played Track ", item.Reason.Text, StringComparison.Ordinal);
            Assert.All(item.Reason.Evidence, each => Assert.Contains(each.Item!.Value, new[] { MusicShop.Id(3), MusicShop.Id(43) }));
        });
        Assert.Contains(list, item => item.Tier == Tier.Person && item.Item != MusicShop.Id(3) && item.Item != MusicShop.Id(43));
    }

    [Fact]
    public void S027_a_playlist_matches_the_planted_taste_and_moves_when_taste_is_corrected()
    {
        HistoryLine[] lines = [.. Enumerable.Range(0, 12).Select(i => Line(EventKind.Completed, MusicShop.Id((i * MusicShop.Genres) + (i % 2 == 0 ? 3 : 17)).Value, 20 + i))];
        var file = File(Yes(Core.Consent.Purposes.Recommendations), lines);
        var corrected = File(Yes(Core.Consent.Purposes.Recommendations), [.. lines, .. lines.Where(line => MusicShop.GenreOf(line.Item!.Value) == 17).Select(line => Line(EventKind.ExcludedFromTaste, line.Item!.Value.Value, 1))]);

        var before = ShareOf(Play(Ask(PlaylistWish.Usual), file), 3, 17);
        var stranger = ShareOf(Play(Ask(PlaylistWish.Usual), file: null), 3, 17);
        var after = Play(Ask(PlaylistWish.Usual), corrected);

        Assert.True(before > 0.8, $"{before} of the list is of the planted taste");
        Assert.True(stranger < 0.2, $"{stranger} of a stranger's");
        Assert.Equal(0, ShareOf(after, 17));
        Assert.True(ShareOf(after, 3) > 0.8);
    }

    [Fact]
    public void A_stranger_gets_a_full_list_of_what_many_choose() =>
        Assert.All(Play(Ask(PlaylistWish.Usual), file: null), item => Assert.Equal(Tier.Popular, item.Tier));

    private static double ShareOf(IReadOnlyList<Recommendation> list, params int[] genres) =>
        list.Count(item => genres.Contains(MusicShop.GenreOf(item.Item))) / (double)list.Count;

    /// <summary>The constraints that do not hold, in words.</summary>
    private static string Broken(CatalogueItem[] list, DecisionRequest request, CustomerFile file)
    {
        var wish = request.Playlist!;
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var played = file.History.Where(line => line.Kind is EventKind.Completed or EventKind.Played or EventKind.OrderCompleted).ToArray();
        var barred = file.History.Where(line => line.Kind is EventKind.Hidden or EventKind.ExcludedFromTaste).Select(line => line.Item!.Value)
            .Concat(file.History.GroupBy(line => line.Item!.Value).Where(ofItem => ofItem.All(line => line.IsGift)).Select(ofItem => ofItem.Key)).ToHashSet();
        var hiddenTopics = file.History.Where(line => line.Kind == EventKind.Hidden).Select(line => MusicShop.Instance.Catalogue.Find(line.Item!.Value)!.Topic).ToHashSet();
        var familiar = played.Select(line => line.Item!.Value).ToHashSet();
        (string What, bool Holds)[] constraints =
        [
            ("length", wish.Minutes > 0 ? list.Sum(item => item.DurationSeconds) <= wish.Minutes * 60 : list.Length <= request.Count),
            ("once", list.Distinct().Count() == list.Length && list.Where(item => item.GroupId is not null).GroupBy(item => item.GroupId).All(group => group.Count() == 1)),
            ("in a row", list.Zip(list.Skip(1)).All(pair => pair.First.Creator is null || pair.First.Creator != pair.Second.Creator)),
            ("per creator", list.Where(item => item.Creator is not null).GroupBy(item => item.Creator).All(group => group.Count() <= wish.MostPerCreator)),
            ("discovery", list.Count(item => !familiar.Contains(item.Id)) >= Math.Round(wish.DiscoveryShare * list.Length, 6)),
            ("fresh", list.Count(item => item.PublishedOn >= today.AddDays(-wish.FreshDays)) >= Math.Round(wish.FreshShare * list.Length, 6)),
            ("rest", wish.RestDays == 0 || list.All(item => played.All(line => line.Item != item.Id || line.At < Now.AddDays(1 - wish.RestDays).Date))),
            ("taste", list.All(item => !barred.Contains(item.Id) && !hiddenTopics.Contains(item.Topic))),
            ("stock", list.All(item => item.InStock)),
        ];
        return string.Join(", ", constraints.Where(constraint => !constraint.Holds).Select(constraint => constraint.What));
    }

    private static DecisionRequest Ask(PlaylistWish wish) => new(new TenantId("t"), Surface.Playlist, null, null, [], null, [], [], 30, "en", wish);

    private static IReadOnlyList<Recommendation> Play(DecisionRequest request, CustomerFile? file, DateTimeOffset? at = null) =>
        Recommender.Recommend(request, file, MusicShop.Instance, TactPolicy.Default, at ?? Now).Items;

    private static string[] Ids(IReadOnlyList<Recommendation> list) => [.. list.Select(item => item.Item.Value)];
}
