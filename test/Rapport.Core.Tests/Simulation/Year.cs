using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Simulation;

/// <summary>A year of a shop in the town: with Rapport as it ships, or with what many choose on every page and one offer to everybody a month.</summary>
internal sealed class Year(Townsfolk town, bool isBalanced)
{
    private const Purposes All = Purposes.Recommendations | Purposes.Learning | Purposes.Email | Purposes.Measurement;
    private const int Slots = 10;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Last = new(2026, 12, 31);

    private static readonly ItemCatalogue Catalogue = new(
        Enumerable.Range(0, Townsfolk.Tastes).SelectMany(taste => Enumerable.Range(0, Townsfolk.ItemsATaste).Select(number => Item(Townsfolk.ItemOf(taste, number), $"Thing {number}", $"Town > Taste {taste} > Kind"))));

    private readonly List<HistoryLine>[] _lines = [.. Enumerable.Range(0, town.People).Select(_ => new List<HistoryLine>())];
    private readonly Dictionary<ItemId, int> _bought = [];
    private readonly List<LogDay> _days = [];
    private Shop _shop = new(Catalogue, ItemItemModel.Empty, ContextLists.Empty, "");
    private ItemId[] _popular = [];
    private ulong _message;

    /// <summary>Things bought within the year, and rows that met what somebody had come for.</summary>
    public (int Bought, int Met, int Rows) Trade { get; private set; }

    public LeanIndex Run()
    {
        for (var day = 0; day < 365; day++)
        {
            if (day % 28 == 0)
                Learn(Start.AddDays(day));
            var facts = new LogDay(DateOnly.FromDateTime(Start.AddDays(day).DateTime));
            var (decisions, exposures, fit, active) = (new List<DecisionFact>(), new List<ExposureFact>(), new List<FitFact>(), new List<int>());
            foreach (var person in town.VisitorsOf(day))
            {
                active.Add(person);
                Visit(person, Start.AddDays(day).AddSeconds(40 * person), decisions, exposures, fit);
            }

            var messages = day % 28 == 14 ? Mail(Start.AddDays(day).AddHours(11), exposures) : [];
            _days.Add(facts with { Decisions = decisions, Exposures = exposures, Fit = fit, Active = active, Messages = messages });
        }

        return LeanIndex.Of(new LogWindow(Last, _days), LeanLimits.Default);
    }

    /// <summary>Six in ten say yes when they are asked; in the other shop they agree to mail alike.</summary>
    private static bool SaysYes(int person) => person % 10 < 6;

    private void Learn(DateTimeOffset at)
    {
        _popular = [.. _bought.OrderByDescending(sold => sold.Value).ThenBy(sold => sold.Key.Value, StringComparer.Ordinal).Take(Slots).Select(sold => sold.Key)];
        if (!isBalanced)
            return;
        var learned = Enumerable.Range(0, town.People).Select(person => Contributions.Of(FileOf(person), Catalogue, at)).OfType<Contribution>().ToList();
        var settings = new ModelSettings();
        _shop = _shop with { Model = ModelFit.Fit(learned, settings, at), Lists = ContextListsFit.Fit(learned, settings, at, new byte[32]) };
    }

    private void Visit(int person, DateTimeOffset at, List<DecisionFact> decisions, List<ExposureFact> exposures, List<FitFact> fit)
    {
        var came = town.OwnWay(person).ToList();
        var row = isBalanced ? Ask(person, Surface.Home, Slots, at) : null;
        IReadOnlyList<ItemId> shown = row is null ? _popular : [.. row.Items.Select(item => item.Item)];
        var wanted = came.Select(item => item.Item).Distinct().Where(item => !_lines[person].Exists(line => line.Item == item)).ToHashSet();
        if (wanted.Count > 0)
            fit.Add(new FitFact(Ndcg(shown, wanted), Ndcg(_popular, wanted)));
        decisions.Add(DecisionOf(person, row, at));
        if (row is not null)
            Expose(person, row, Channel.Site, at, exposures);
        Trade = (Trade.Bought + came.Count(item => item.How == 2), Trade.Met + (shown.Any(wanted.Contains) ? 1 : 0), Trade.Rows + 1);
        foreach (var item in town.TakesUp(person, shown))
            Note(person, EventKind.ProductViewed, item, at.AddMinutes(1));
        foreach (var (item, how) in came)
            Note(person, how switch { 0 => EventKind.ProductViewed, 1 => EventKind.AddedToCart, _ => EventKind.OrderCompleted }, item, at.AddMinutes(2));
    }

    /// <summary>Each what suits them and nobody what does not; in the other shop the best-seller to everybody.</summary>
    private List<MessageFact> Mail(DateTimeOffset at, List<ExposureFact> exposures)
    {
        var messages = new List<MessageFact>();
        foreach (var person in Enumerable.Range(0, town.People).Where(SaysYes))
        {
            if (!isBalanced && _popular.Length > 0)
            {
                var topic = Catalogue.Find(_popular[0])!.Topic;
                exposures.Add(Exposure(person, topic, [topic], Channel.Mail, at, null));
                messages.Add(new MessageFact(at, person, IsBelowFloor: IsNotConcerned(person, topic), IsBlast: true));
            }
            else if (isBalanced && Ask(person, Surface.Mail, 4, at) is { Tier: Tier.Person } mail)
            {
                Expose(person, mail, Channel.Mail, at, exposures);
                messages.Add(new MessageFact(at, person, IsNotConcerned(person, Catalogue.Find(mail.Items.First(IsPersonal).Item)!.Topic), IsBlast: false));
            }
        }

        return messages;
    }

    private Answer Ask(int person, Surface surface, int count, DateTimeOffset at) =>
        Recommender.Recommend(new DecisionRequest(new TenantId("t"), surface, CustomerId.Known("p" + person), null, [], null, [], [], count, "en"), FileOf(person), _shop, TactPolicy.Default, at);

    private CustomerFile FileOf(int person) => new(
        CustomerId.Known("p" + person),
        new ConsentLedger(SaysYes(person) ? new[] { Purposes.Recommendations, Purposes.Learning, Purposes.Email, Purposes.Measurement }.Select(purpose => Choice(purpose, ConsentChoice.Granted, Start.AddDays(-1))) : []),
        SaysYes(person) ? _lines[person] : [],
        [],
        null);

    private static bool IsPersonal(Recommendation item) => item.Reason.Purpose != Purposes.None;

    private static DecisionFact DecisionOf(int person, Answer? row, DateTimeOffset at)
    {
        var personal = row?.Items.Where(IsPersonal).ToList() ?? [];
        return new DecisionFact(
            at, personal.Count > 0 ? person : null, Surface.Home, row?.Tier ?? Tier.Popular, SaysYes(person), true, personal.Count, personal.Count(item => item.Reason.Evidence.Count == 0),
            personal.Count == 0 ? [] : [new SignalFact(Provenance.ObservedHere, TopicClass.Ordinary, personal.Sum(item => item.Reason.Evidence.Count))]);
    }

    private void Expose(int person, Answer answer, Channel channel, DateTimeOffset at, List<ExposureFact> exposures)
    {
        var evidence = new TopicEvidence(UsableHistory.Of(FileOf(person), Purposes.Recommendations, Catalogue, at), Catalogue, TactPolicy.Default, at);
        foreach (var topic in answer.Items.Where(IsPersonal).GroupBy(item => Catalogue.Find(item.Item)!.Topic))
        {
            var because = topic.SelectMany(item => item.Reason.Evidence).Select(each => Catalogue.Find(each.Item!.Value)!).ToList();
            exposures.Add(Exposure(person, topic.Key, [.. because.Select(item => item.Topic)], channel, at, because.Select(evidence.KnownSince).Min()));
        }

        foreach (var item in answer.Items.Where(IsPersonal))
            _lines[person].Add(new HistoryLine(_message, EventKind.Shown, item.Item, at, All, Provenance.ObservedHere, Text: ConsentScope.NameOf(channel)));
        _message++;
    }

    private ExposureFact Exposure(int person, Topic topic, HashSet<Topic> because, Channel channel, DateTimeOffset at, DateTimeOffset? known)
    {
        var support = _lines[person].Where(line => line.Kind != EventKind.Shown && because.Contains(Catalogue.Find(line.Item!.Value)!.Topic)).ToList();
        return new ExposureFact(at, person, Townsfolk.TasteOf(new ItemId("i" + topic.Name.Split("Taste ")[^1] + "-0")), channel, TopicClass.Ordinary, support.Count, support.Exists(line => line.Kind == EventKind.OrderCompleted), known, false);
    }

    private bool IsNotConcerned(int person, Topic topic)
    {
        var lines = _lines[person].Where(line => line.Kind != EventKind.Shown).ToList();
        return lines.Count(line => line.Kind == EventKind.OrderCompleted) >= TactPolicy.Default.RelevanceHistory && !lines.Exists(line => Catalogue.Find(line.Item!.Value)!.Topic == topic);
    }

    private void Note(int person, EventKind kind, ItemId item, DateTimeOffset at)
    {
        _lines[person].Add(new HistoryLine(_message++, kind, item, at, All, Provenance.ObservedHere, OrderId: kind == EventKind.OrderCompleted ? "o" + _message : null));
        if (kind == EventKind.OrderCompleted)
            _bought[item] = _bought.GetValueOrDefault(item) + 1;
    }

    private static double Ndcg(IReadOnlyList<ItemId> row, HashSet<ItemId> wanted)
    {
        var served = row.Take(Slots).Select((item, place) => wanted.Contains(item) ? 1 / Math.Log2(place + 2) : 0).Sum();
        return served / Enumerable.Range(0, Math.Min(Slots, wanted.Count)).Sum(place => 1 / Math.Log2(place + 2));
    }
}
