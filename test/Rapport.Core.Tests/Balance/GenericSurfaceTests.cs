using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Balance;

public sealed class GenericSurfaceTests
{
    private static readonly TenantId Shop = new("t");
    private readonly LiveFigures _live = new(TimeProvider.System);

    [Fact]
    public void S029_a_surface_that_shows_the_popular_list_to_people_who_said_yes_is_flagged()
    {
        Decide(Surface.Home, Tier.Popular, Purposes.Recommendations, 120);
        Decide(Surface.Home, Tier.Person, Purposes.Recommendations, 79);
        Decide(Surface.Home, Tier.Popular, Purposes.None, 500);
        Assert.Empty(Flagged());

        Decide(Surface.Home, Tier.Person, Purposes.Recommendations, 1);

        var flagged = Assert.Single(Flagged());
        Assert.Equal((Surface.Home, GenericCause.DespitePermission, 0.6), (flagged.Surface, flagged.Cause, flagged.Share));
    }

    [Fact]
    public void Strangers_who_see_what_many_choose_raise_no_flag()
    {
        Decide(Surface.Home, Tier.Popular, Purposes.None, 5_000);
        Decide(Surface.Cart, Tier.Context, Purposes.Recommendations, 500);

        Assert.Empty(Flagged());
    }

    [Fact]
    public void S005_the_surface_that_was_personal_and_is_no_longer_is_named()
    {
        Decide(Surface.Home, Tier.Person, Purposes.Recommendations, 300);
        Decide(Surface.Cart, Tier.Context, Purposes.None, 600);
        Decide(Surface.Home, Tier.Popular, Purposes.None, 200);

        var flagged = Assert.Single(Flagged());
        Assert.Equal((Surface.Home, GenericCause.WentGeneric), (flagged.Surface, flagged.Cause));
        Assert.Equal((1.0, 0.0, 0.6), (flagged.Share, flagged.Before, flagged.PermittedShare));
    }

    [Fact]
    public void The_latest_are_those_of_a_recount()
    {
        var random = new Random(5);
        var past = new List<(Tier Tier, Purposes Used, bool IsHeld)>();
        for (var i = 0; i < 1_500; i++)
        {
            var next = ((Tier)random.Next(1, 5), random.Next(3) == 0 ? Purposes.None : Purposes.Recommendations, random.Next(2) == 0);
            past.Add(next);
            Decide(Surface.Home, next.Item1, next.Item2, 1, next.Item3);
            if (i % 100 != 0)
                continue;
            var figures = Assert.Single(_live.Read(Shop).Surfaces);
            var permitted = past.Where(each => each.Used != Purposes.None).TakeLast(SurfaceFigures.MostLatest).ToList();
            var popular = permitted.Where(each => each.Tier == Tier.Popular).ToList();
            Assert.Equal((past.Count, past.TakeLast(SurfaceFigures.MostLatest).Count(each => each.Tier == Tier.Popular)), (figures.Answers, figures.LatestPopular));
            Assert.Equal((permitted.Count, popular.Count, popular.Count(each => each.IsHeld)), (figures.LatestPermitted, figures.LatestPermittedPopular, figures.LatestPermittedHeld));
        }
    }

    private IReadOnlyList<GenericSurface> Flagged() => GenericSurface.Of(_live.Read(Shop));

    private void Decide(Surface surface, Tier tier, Purposes used, int times, bool isHeld = false)
    {
        HeldBack[] held = isHeld ? [new HeldBack(TactRule.Evidence, 1)] : [];
        for (var i = 0; i < times; i++)
            _live.Decided(new Decision("d", Shop, null, surface, Given.Now, tier, [], held, [], used, "", 1, IsDegraded: false), isLogged: true);
    }
}
