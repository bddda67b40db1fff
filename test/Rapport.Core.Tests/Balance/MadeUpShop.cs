using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Tests.Balance;

/// <summary>A business whose log can be written down by hand: every day is like the other.</summary>
internal sealed record MadeUpShop
{
    public const int People = 300;
    public static readonly DateOnly Last = new(2026, 11, 20);

    /// <summary>Rows of a day, each with as many lines and what they are like.</summary>
    public IReadOnlyList<Rows> RowsADay { get; init; } = [];

    /// <summary>How many of the people rows of the tier "person" go to; the others get the rest.</summary>
    public int Reached { get; init; }

    public (int All, int BelowFloor, int Blast) MessagesADay { get; init; }

    public (double Served, double Popular) Fit { get; init; }

    public double? LiftLow { get; init; }

    /// <summary>Exposures of a day, and of them those of a sensitive topic, those on one event, and those over the week's limit.</summary>
    public (int All, int Sensitive, int OneEvent, int TooMany) ExposuresADay { get; init; }

    public (int Read, int All) Fields { get; init; }

    public int StaleOfThousand { get; init; }

    public (bool Refusal, bool Dashboard, bool TopicControl, double? WithdrawalSeconds) Control { get; init; } = (true, true, true, 1);

    /// <summary>Of six.</summary>
    public int SecurityPassed { get; init; } = 6;

    public (int InTime, int All) Requests { get; init; }

    public LogWindow Window(DateOnly? last = null, int shift = 0, TimeSpan later = default) =>
        new(last ?? Last, Enumerable.Range(0, LogWindow.DefaultDays).Select(day => Day((last ?? Last).AddDays(-day), day, shift, later)));

    public LogDay Day(DateOnly date, int number, int shift = 0, TimeSpan later = default)
    {
        var noon = new DateTimeOffset(date, new TimeOnly(12, 0), TimeSpan.Zero) + later;
        int Person(int place) => (place + shift) % People;
        return new LogDay(date)
        {
            Decisions = [.. RowsADay.SelectMany(rows => Enumerable.Range(0, rows.Lines).Select(line => rows.Fact(noon, Named(rows, (number * rows.Lines) + line) is { } person ? Person(person) : null)))],
            Exposures = [.. Exposures(noon, number, Person)],
            Messages = [.. Enumerable.Range(0, MessagesADay.All).Select(message => new MessageFact(noon, Person(message % People), message < MessagesADay.BelowFloor, message < MessagesADay.Blast))],
            Withdrawals = Control.WithdrawalSeconds is { } seconds ? [new WithdrawalFact(noon, noon.AddSeconds(seconds))] : [],
            Requests = number == 0 ? [.. Enumerable.Range(0, Requests.All).Select(request => new RequestFact(noon, request < Requests.InTime ? noon : noon.AddHours(1)))] : [],
            Checks =
            [
                new CheckFact(noon, CheckPart.Refusal, "consent", Control.Refusal), new CheckFact(noon, CheckPart.Dashboard, "clicks", Control.Dashboard), new CheckFact(noon, CheckPart.TopicControl, "probe", Control.TopicControl),
                .. Enumerable.Range(0, 6).Select(check => new CheckFact(noon, CheckPart.Security, "c" + check, check < SecurityPassed)),
            ],
            Fields = [.. Enumerable.Range(0, Fields.All).Select(field => new FieldFact("f" + field, field < Fields.Read))],
            Retention = new RetentionFact(1000, StaleOfThousand),
            Fit = Fit.Popular > 0 ? [.. Enumerable.Repeat(new FitFact(Fit.Served, Fit.Popular), 20)] : [],
            Lift = LiftLow is { } low ? new LiftFact(low, low + 0.02, low + 0.04, 5_000) : null,
            Active = [.. Enumerable.Range(0, People)],
        };
    }

    private int? Named(Rows rows, int place) => !rows.IsNamed ? null : rows.Tier == Tier.Person ? place % Reached : Reached + (place % (People - Reached));

    /// <summary>Every exposure its own topic, save those over the limit: four more of one topic that has had its three.</summary>
    private IEnumerable<ExposureFact> Exposures(DateTimeOffset at, int day, Func<int, int> person)
    {
        for (var i = 0; i < ExposuresADay.All; i++)
        {
            var topic = ((day * 1000) + i + 1) * 10;
            if (i < ExposuresADay.TooMany)
                topic = (day / 7) + 1;
            var topicClass = i >= ExposuresADay.All - ExposuresADay.Sensitive ? new TopicClass("S1") : TopicClass.Ordinary;
            var events = i >= ExposuresADay.All - ExposuresADay.Sensitive - ExposuresADay.OneEvent && !topicClass.IsSensitive ? 1 : 3;
            yield return new ExposureFact(at, person(i % 50), topic, Channel.Site, topicClass, events, IsStatedOrBought: false, TriggeredAt: null, IsCarried: false);
        }
    }

    /// <summary>So many lines of one kind a day.</summary>
    internal sealed record Rows(int Lines, Tier Tier)
    {
        public bool IsNamed { get; init; }

        public bool SaidYes { get; init; }

        public bool IsLawful { get; init; } = true;

        public int Items { get; init; }

        public int Unexplained { get; init; }

        public IReadOnlyList<SignalFact> Signals { get; init; } = [];

        public static SignalFact Of(Provenance source, double weight) => new(source, TopicClass.Ordinary, weight);

        public DecisionFact Fact(DateTimeOffset at, int? person) => new(at, person, Surface.Home, Tier, SaidYes, IsLawful, Items, Unexplained, Signals);
    }
}
