using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Explaining;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

/// <summary>What holds of explanations whoever asks about whatever.</summary>
public sealed partial class ExplainTests
{
    private static readonly string[] Categories = ["Kitchen > Aprons > Linen", "Tea > Pots > Iron", "Table > Cups > Clay", "Garden > Seeds > Flowers", "Baby > Toys > Wood", "Pharmacy > Pain > Pills"];

    [Fact]
    public void It_says_shown_exactly_where_the_answer_shows_it()
    {
        foreach (var world in Worlds(100))
        {
            var answer = Recommender.Recommend(world.Request, world.File, world.Shop, world.Policy, Now);
            foreach (var item in world.Shop.Catalogue.Items)
            {
                var explanation = world.Explain(item.Id);

                var place = answer.Items.TakeWhile(shown => shown.Item != item.Id).Count();
                Assert.Equal(place < answer.Items.Count, explanation.IsShown);
                Assert.Equal(explanation.IsShown, explanation.Outcome.Fate == Fate.Shown);
                Assert.Equal(place < answer.Items.Count ? place + 1 : 0, explanation.Place);
                Assert.Equal(answer.Items.Select(shown => shown.Item), explanation.Answer.Items.Select(shown => shown.Item));
            }
        }
    }

    [Fact]
    public void Each_cause_it_names_is_true_taken_away_the_verdict_is_another()
    {
        var tried = new Dictionary<Outcome, int>();
        foreach (var world in Worlds(200))
        {
            foreach (var item in world.Shop.Catalogue.Items)
            {
                var explanation = world.Explain(item.Id);
                if (explanation.IsShown || world.Without(explanation) is not { } other)
                    continue;
                tried[explanation.Outcome] = tried.GetValueOrDefault(explanation.Outcome) + 1;
                var after = other.Explain(item.Id);
                Assert.False(after.Outcome == explanation.Outcome, $"{explanation.Outcome} of {item.Id} stays after its cause is gone.");
            }
        }

        Fate[] met = [Fate.SoldOut, Fate.Excluded, Fate.InCart, Fate.OnPage, Fate.Hidden, Fate.Owned, Fate.OtherCategory, Fate.GroupShown, Fate.TopicFull, Fate.PersonalSlotsFull, Fate.SlotsFull, Fate.NotForEverybody, Fate.HeldBack];
        Assert.All(met, fate => Assert.Contains(tried, each => each.Key.Fate == fate && each.Value > 5));
        Assert.All([TactRule.Sensitive, TactRule.Delicate, TactRule.Evidence, TactRule.Explainable, TactRule.SayNo], rule => Assert.Contains(tried.Keys, outcome => outcome.HeldBy == rule));
    }

    [Fact]
    public void An_item_no_source_has_is_in_no_list_and_no_voice_speaks_for_it()
    {
        foreach (var world in Worlds(100))
        {
            foreach (var explanation in world.Shop.Catalogue.Items.Select(item => world.Explain(item.Id)).Where(explanation => explanation.Outcome.Fate == Fate.NotFound))
            {
                Assert.DoesNotContain(explanation.Item, world.Shop.Lists.Popular.ToArray());
                Assert.All(explanation.Voices, voice => Assert.Equal(0, voice.Share));
                Assert.All(explanation.Sources, source => Assert.Equal(0, source.Place));
            }
        }
    }

    [Fact]
    public void The_shares_it_tells_sum_to_the_score_and_only_who_may_speak_has_one_of_what_is_shown()
    {
        foreach (var world in Worlds(100))
        {
            foreach (var explanation in world.Shop.Catalogue.Items.Select(item => world.Explain(item.Id)))
            {
                Assert.All(explanation.Sources.Where(source => source.Shares.Count > 0), source => Assert.Equal(source.Score, source.Shares.Sum(share => share.Score), 1e-9));
                if (explanation.Decided is { Outcome.Fate: Fate.Shown, Shares.Count: > 0 })
                    Assert.All(explanation.Voices.Where(voice => voice.Share > 0), voice => Assert.Equal(Silence.None, voice.Silence));
            }
        }
    }

    [Fact]
    public void Every_verdict_has_words_in_both_languages()
    {
        foreach (var explanation in Worlds(60).SelectMany(world => world.Shop.Catalogue.Items.Select(item => world.Explain(item.Id))))
        {
            var (english, german) = (ExplanationWriter.Write(explanation, "en"), ExplanationWriter.Write(explanation, "de"));
            Assert.Equal(explanation.IsShown ? 0 : 1, english.Count(step => step.State == StepState.Stopped));
            Assert.Equal(Enum.GetValues<Station>(), english.Select(step => step.Station));
            Assert.Equal(english.Select(step => (step.Station, step.State, step.Details.Count)), german.Select(step => (step.Station, step.State, step.Details.Count)));
            Assert.All(english.Zip(german), pair => Assert.NotEqual(pair.First.Text, pair.Second.Text));
        }
    }

    private static IEnumerable<World> Worlds(int count) => Enumerable.Range(0, count).Select(seed => World.Random(new Random(seed)));

    /// <summary>One shop, one question, one persona.</summary>
    private sealed record World(DecisionRequest Request, Persona? Persona, Shop Shop, TactPolicy Policy)
    {
        public Core.History.CustomerFile? File => Persona?.File(Now);

        public Explanation Explain(ItemId item) => Recommender.Explain(Request, File, Shop, Policy, Now, item);

        public static World Random(Random random)
        {
            CatalogueItem[] items = [.. Enumerable.Range(0, 30).Select(place => Item($"i{place:D2}", $"Item {place}", Categories[random.Next(2) * random.Next(Categories.Length)]) with
            {
                InStock = random.Next(12) > 0,
                IsConsumable = random.Next(6) == 0,
                GroupId = random.Next(4) == 0 ? $"g{random.Next(3)}" : null,
            }).Select(item => item with { GroupId = item.GroupId is null ? null : item.Category + item.GroupId })];
            var catalogue = new ItemCatalogue(items);
            ItemId Any() => items[random.Next(items.Length)].Id;
            ItemId[] Some(int most) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => Any()).Distinct()];
            // Model and lists know products only.
            ItemId Product() => catalogue.ProductOf(Any());
            ItemId[] Products(int most) => [.. Some(most).Select(catalogue.ProductOf).Distinct()];
            var model = ModelOf([.. Enumerable.Range(0, 220).Select(_ => (Product(), Product(), random.NextSingle())).Where(pair => pair.Item1 != pair.Item2).DistinctBy(pair => (pair.Item1, pair.Item2))]);
            var lists = new ContextLists(
                Now,
                items.ToDictionary(item => item.Id, _ => Products(6)),
                items.ToDictionary(item => item.Id, _ => Products(6)),
                Products(40));
            var surface = (Surface)random.Next(1, 5);
            var request = new DecisionRequest(new TenantId("t"), surface, null, random.Next(2) == 0 ? Any() : null, Some(3), random.Next(5) == 0 ? Categories[random.Next(4)][..3] is "Tea" ? "Tea" : "Table" : null, Some(4), Some(3), random.Next(1, 13), "en");
            EventKind[] kinds = [EventKind.ProductViewed, EventKind.ProductViewed, EventKind.OrderCompleted, EventKind.OrderCompleted, EventKind.AddedToWishlist, EventKind.AddedToCart, EventKind.Hidden];
            var past = Enumerable.Range(0, random.Next(12)).Select(_ => new PersonaDeed(Any(), kinds[random.Next(kinds.Length)], random.Next(3) == 0 ? 0 : random.NextDouble() * 60, random.Next(8) == 0)).ToList();
            return new World(request, random.Next(8) == 0 ? null : new Persona(past), new Shop(catalogue, model, lists, ""), TactPolicy.Default with { ReasonItems = random.Next(1, 4) });
        }

        /// <summary>The same world without the cause that was named; null where the cause is that something is absent.</summary>
        public World? Without(Explanation explanation)
        {
            var id = explanation.Item;
            return explanation.Outcome.Fate switch
            {
                Fate.SoldOut => With(id, item => item with { InStock = true }),
                Fate.Excluded => this with { Request = Request with { Exclude = [.. Request.Exclude.Where(each => !IsOf(each, id))] } },
                Fate.InCart => this with { Request = Request with { Cart = [.. Request.Cart.Where(each => !IsOf(each, id))] } },
                Fate.OnPage => this with { Request = Request with { Item = null } },
                Fate.OtherCategory => this with { Request = Request with { Category = null } },
                Fate.Hidden => Forgetting(deed => IsOf(deed.Item, id) && deed.Kind == EventKind.Hidden),
                Fate.Owned => Forgetting(deed => IsOf(deed.Item, id) && deed.Kind == EventKind.OrderCompleted),
                Fate.GroupShown => With(id, item => item with { GroupId = null }),
                Fate.TopicFull => Everywhere(id, item => item with { Category = "Elsewhere > Quite", Class = default }),
                Fate.PersonalSlotsFull or Fate.SlotsFull => this with { Request = Request with { Count = 100 } },
                Fate.NotForEverybody => Everywhere(id, item => item with { Category = "Elsewhere > Quite", Class = default }),
                Fate.HeldBack => WithoutRule(explanation),
                _ => null,
            };
        }

        /// <summary>The item or a variant of it.</summary>
        private bool IsOf(ItemId other, ItemId id) => Shop.Catalogue.ProductOf(other) == Shop.Catalogue.ProductOf(id);

        private World? WithoutRule(Explanation explanation) => explanation.Outcome.HeldBy switch
        {
            TactRule.Sensitive => Everywhere(explanation.Item, item => item with { Category = "Elsewhere > Quite", Class = default }),
            TactRule.SayNo => Forgetting(deed => deed.Kind == EventKind.Hidden),
            TactRule.Explainable => this with { Policy = Policy with { ReasonShare = 0 } },
            TactRule.Evidence => Stating(explanation),
            TactRule.Delicate => Stating(explanation),
            _ => null,
        };

        /// <summary>As if the persona had wished for all it has: a stated interest lets a topic speak.</summary>
        private World Stating(Explanation explanation)
        {
            var stated = Persona!.Past.Where(deed => deed.Kind != EventKind.Hidden).Select(deed => deed with { Kind = EventKind.AddedToWishlist, IsGift = false });
            var topic = Shop.Catalogue.Find(explanation.Item)!.Topic;
            var friend = Shop.Catalogue.Items.Where(item => item.Topic == topic && item.Id != explanation.Item).Select(item => new PersonaDeed(item.Id, EventKind.AddedToWishlist, 1)).Take(1);
            var calm = Everywhere(explanation.Item, item => item.Class.IsDelicate && !friend.Any() ? item with { Category = "Elsewhere > Quite", Class = default } : item);
            return calm with { Persona = Persona with { Past = [.. Persona.Past.Where(deed => deed.Kind == EventKind.Hidden), .. stated, .. friend] } };
        }

        private World Forgetting(Predicate<PersonaDeed> which) => this with { Persona = Persona! with { Past = [.. Persona.Past.Where(deed => !which(deed))] } };

        /// <summary>The item and its variants changed alike.</summary>
        private World Everywhere(ItemId id, Func<CatalogueItem, CatalogueItem> change) =>
            Shop.Catalogue.Items.Where(item => IsOf(item.Id, id)).Aggregate(this, (world, item) => world.With(item.Id, change));

        private World With(ItemId id, Func<CatalogueItem, CatalogueItem> change) =>
            this with { Shop = Shop with { Catalogue = new ItemCatalogue(Shop.Catalogue.Items.Select(item => item.Id == id ? change(item) : item)) } };
    }

    private static ItemItemModel ModelOf(params (ItemId Source, ItemId Target, float Weight)[] weights)
    {
        ItemId[] items = [.. weights.SelectMany(weight => new[] { weight.Source, weight.Target }).Distinct().Order()];
        var rows = items.Select(item => weights.Where(weight => weight.Source == item).OrderBy(weight => weight.Target).ToArray()).ToArray();
        int[] starts = [0, .. rows.Select((_, i) => rows[..(i + 1)].Sum(row => row.Length))];
        return new ItemItemModel(new ModelSettings(), Now, 1, items, new int[items.Length], starts, [.. rows.SelectMany(row => row.Select(weight => Array.IndexOf(items, weight.Target)))], [.. rows.SelectMany(row => row.Select(weight => weight.Weight))]);
    }
}
