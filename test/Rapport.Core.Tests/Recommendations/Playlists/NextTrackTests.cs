using System.Globalization;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Playlists;
using Rapport.Core.Tact;
using Rapport.Core.Tests.Model;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations.Playlists;

/// <summary>A listening order that no generator planted: each customer's orders of a real shop, in time.</summary>
public sealed class NextTrackTests
{
    private const int Length = 30;

    [Fact]
    public void S009_what_real_people_took_next_is_on_their_playlist_more_often_than_among_what_is_popular()
    {
        var train = OnlineRetail.Train();
        var held = OnlineRetail.Test();
        var catalogue = new ItemCatalogue(train.Values.SelectMany(each => each.Items.Select(item => item.Item)).Concat(held.Values.SelectMany(items => items)).Distinct().Select(item => Item(item.Value, item.Value, "Music > All")));
        var lists = ContextListsFit.Fit(train.Values, new ModelSettings(), OnlineRetail.AsOf, Shoppers.Secret);
        var shop = new Shop(catalogue, ModelFit.Fit(train.Values, new ModelSettings(), OnlineRetail.AsOf), lists, "");

        var pairs = held.AsParallel().AsOrdered().Select(each => Recalls(shop, train[each.Key], each.Value)).ToArray();

        var (ours, popular) = (pairs.Average(pair => pair.Ours), pairs.Average(pair => pair.Popular));
        var low = LowerBound([.. pairs.Select(pair => pair.Ours - pair.Popular)]);
        var figures = string.Create(CultureInfo.InvariantCulture, $"recall@{Length} of what was taken next: playlist {ours:F4}, popular {popular:F4}, difference at least {low:F4} (97.5 %), {pairs.Length} people");
        TestContext.Current.SendDiagnosticMessage(figures);
        Assert.True(low > 0, figures);
    }

    private static (double Ours, double Popular) Recalls(Shop shop, Contribution taken, ItemId[] next)
    {
        var now = OnlineRetail.AsOf.AddDays(1);
        var lines = taken.Items.Select((item, i) => new HistoryLine((ulong)i + 1, EventKind.Completed, item.Item, DateTimeOffset.UnixEpoch.AddDays(item.Day), Purposes.Recommendations, Provenance.ObservedHere));
        var ledger = new ConsentLedger([Choice(Purposes.Recommendations, ConsentChoice.Granted, now.AddDays(-300))]);
        var request = new DecisionRequest(new TenantId("t"), Surface.Playlist, null, null, [], null, [], [], Length, "en", Playlist: new PlaylistWish(DiscoveryShare: 1));
        var list = Recommender.Recommend(request, new CustomerFile(Ada, ledger, lines, [], null), shop, TactPolicy.Default, now).Items.Select(item => item.Item);
        var owned = taken.Items.Select(item => item.Item).ToHashSet();
        var popular = shop.Lists.Popular.ToArray().Where(item => !owned.Contains(item)).Take(Length);
        return (list.Intersect(next).Count() / (double)next.Length, popular.Intersect(next).Count() / (double)next.Length);
    }

    /// <summary>Of the mean, by a bootstrap over people with a fixed seed.</summary>
    private static double LowerBound(double[] differences)
    {
        var random = new Random(1);
        var means = Enumerable.Range(0, 1_000).Select(_ => Enumerable.Range(0, differences.Length).Average(_ => differences[random.Next(differences.Length)])).Order().ToArray();
        return means[25];
    }
}
