using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rows = Rapport.Core.Tests.Balance.MadeUpShop.Rows;

namespace Rapport.Core.Tests.Balance;

/// <summary>The seven businesses of the specification, written down. The three presets are our own reading of how businesses known for a manner go about it.</summary>
internal static class SevenShops
{
    public static MadeUpShop Surveillance { get; } = new()
    {
        RowsADay =
        [
            Personal(17, 4, 2, Rows.Of(Provenance.ObservedHere, 4), Rows.Of(Provenance.Inferred, 4), Rows.Of(Provenance.External, 2)),
            Personal(10, 4, 2, Rows.Of(Provenance.ObservedHere, 4), Rows.Of(Provenance.Inferred, 4), Rows.Of(Provenance.External, 2)) with { IsLawful = false, SaidYes = false },
            new(3, Tier.Popular),
        ],
        Reached = 270,
        MessagesADay = (10, 0, 0),
        Fit = (0.3, 0.2),
        LiftLow = 0.06,
        ExposuresADay = (30, 3, 6, 0),
        Fields = (16, 40),
        StaleOfThousand = 300,
        Control = (false, false, false, 3600),
        Requests = (5, 10),
    };

    public static MadeUpShop Blast { get; } = new()
    {
        RowsADay = [new(30, Tier.Popular)],
        MessagesADay = (500, 450, 500),
        Fit = (0.2, 0.2),
        LiftLow = -0.05,
        ExposuresADay = (30, 0, 10, 0),
        Fields = (10, 20),
        StaleOfThousand = 500,
        Control = (false, true, false, null),
        Requests = (5, 10),
    };

    public static MadeUpShop Silent { get; } = new()
    {
        RowsADay = [new(30, Tier.Popular)],
        Fit = (0.2, 0.2),
        Fields = (4, 4),
    };

    public static MadeUpShop Balanced { get; } = new()
    {
        RowsADay =
        [
            Personal(20, 4, 0, Rows.Of(Provenance.Stated, 3), Rows.Of(Provenance.ObservedHere, 7)),
            new(5, Tier.Session),
            new(5, Tier.Popular) { IsNamed = true, SaidYes = true, Signals = [Rows.Of(Provenance.Stated, 3), Rows.Of(Provenance.ObservedHere, 7)] },
        ],
        Reached = 240,
        MessagesADay = (20, 1, 2),
        Fit = (0.26, 0.2),
        LiftLow = 0.03,
        ExposuresADay = (30, 0, 0, 0),
        Fields = (19, 20),
        Requests = (10, 10),
    };

    public static MadeUpShop Amazon { get; } = new()
    {
        RowsADay = [Personal(27, 10, 7, Rows.Of(Provenance.ObservedHere, 6), Rows.Of(Provenance.Inferred, 4)), new(3, Tier.Session)],
        Reached = 270,
        MessagesADay = (20, 1, 0),
        Fit = (0.32, 0.2),
        LiftLow = 0.07,
        ExposuresADay = (30, 0, 5, 10),
        Fields = (12, 20),
        StaleOfThousand = 500,
        Control = (false, true, false, 1),
        Requests = (5, 10),
    };

    public static MadeUpShop Netflix { get; } = new()
    {
        RowsADay = [Personal(22, 10, 0, Rows.Of(Provenance.Stated, 4), Rows.Of(Provenance.ObservedHere, 6)), new(6, Tier.Session), new(2, Tier.Popular)],
        Reached = 250,
        MessagesADay = (20, 4, 2),
        Fit = (0.28, 0.2),
        LiftLow = 0.04,
        ExposuresADay = (30, 0, 0, 0),
        Fields = (18, 20),
        Requests = (10, 10),
    };

    public static MadeUpShop Apple { get; } = new()
    {
        RowsADay = [Personal(5, 4, 0, Rows.Of(Provenance.Stated, 5)) with { SaidYes = true }, new(20, Tier.Session), new(5, Tier.Popular) { IsNamed = true, SaidYes = true }],
        Reached = 60,
        MessagesADay = (10, 1, 1),
        Fit = (0.21, 0.2),
        ExposuresADay = (10, 0, 0, 0),
        Fields = (6, 6),
        Requests = (10, 10),
    };

    private static Rows Personal(int lines, int items, int unexplained, params Core.Balance.Facts.SignalFact[] signals) =>
        new(lines, Tier.Person) { IsNamed = true, SaidYes = true, Items = items, Unexplained = unexplained, Signals = signals };
}
