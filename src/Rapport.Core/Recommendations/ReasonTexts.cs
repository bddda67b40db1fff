using System.Globalization;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>The words of reasons and held-back lines, in the languages that ship.</summary>
internal abstract class ReasonTexts
{
    private static readonly ReasonTexts English = new EnglishTexts("watched");
    private static readonly ReasonTexts EnglishOfMusic = new EnglishTexts("played");
    private static readonly ReasonTexts German = new GermanTexts("gesehen");
    private static readonly ReasonTexts GermanOfMusic = new GermanTexts("gehört");

    /// <param name="surface">On a playlist things are heard, elsewhere they are watched.</param>
    public static ReasonTexts For(string language, Surface surface = Surface.None) =>
        (language.StartsWith("de", StringComparison.OrdinalIgnoreCase), surface == Surface.Playlist) switch
        {
            (true, true) => GermanOfMusic,
            (true, false) => German,
            (false, true) => EnglishOfMusic,
            _ => English,
        };

    /// <param name="withTimes">False in mail, where no time is named (rule T9).</param>
    public abstract string Personal(IReadOnlyList<ReasonEvidence> evidence, bool withTimes);

    /// <param name="bought">When, ascending.</param>
    public abstract string Repeat(string title, IEnumerable<DateTimeOffset> bought);

    public abstract string AfterOrder(string title, DateTimeOffset bought);

    public abstract string StepUp(string title);

    public abstract string Tier(string tier);

    public abstract string Welcome(string? tier, bool isBack);

    public abstract string Visit(string title);

    public abstract string Related(string title);

    public abstract string Together(string title);

    public abstract string Category(string category);

    public abstract string Popular { get; }

    /// <summary>The next part of a series.</summary>
    public abstract string Next(string title);

    /// <summary>A part of a series that was not played to its end.</summary>
    public abstract string Started { get; }

    public abstract string Language { get; }

    /// <summary>Its words are like those of the item of the page.</summary>
    public abstract string Alike(string title);

    /// <summary>Its words are like those of something of their own.</summary>
    public abstract string AlikeYours(IReadOnlyList<ReasonEvidence> evidence);

    /// <summary>What the person answered in the shop's quiz.</summary>
    public abstract string Answered(string answer);

    /// <summary>Something of their own, again.</summary>
    public abstract string Familiar(ReasonEvidence evidence);

    /// <summary>Why this size of it: it is that of something bought or wished for.</summary>
    public abstract string Size(string size, string title);

    public abstract string Words { get; }

    public abstract string Found { get; }

    public abstract string Pinned { get; }

    private static string Join(IReadOnlyList<string> parts, string and) => parts.Count switch
    {
        1 => parts[0],
        2 => $"{parts[0]} {and} {parts[1]}",
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + $" {and} {parts[^1]}",
    };

    /// <summary>Each month once, the latest three.</summary>
    private static string MonthsOf(IEnumerable<DateTimeOffset> times, string[] names, string and) =>
        Join([.. times.Select(at => names[at.Month - 1]).Distinct().TakeLast(3)], and);

    private sealed class EnglishTexts(string played) : ReasonTexts
    {
        private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

        public override string Popular => "Many customers choose this.";

        public override string Size(string size, string title) => $"In size {size}, like {title}.";

        public override string Words => "Close to what you searched for.";

        public override string Found => "Found by your search.";

        public override string Pinned => "Chosen by the shop.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence, bool withTimes) =>
            string.Create(CultureInfo.InvariantCulture, $"Because you {Join([.. evidence.Select(each => Part(each, withTimes))], "and")}.");

        public override string Repeat(string title, IEnumerable<DateTimeOffset> bought) => $"You bought {title} in {MonthsOf(bought, Months, "and")}.";

        public override string AfterOrder(string title, DateTimeOffset bought) => $"Goes with {title}, which you bought in {Months[bought.Month - 1]}.";

        public override string StepUp(string title) => $"A step up from {title}.";

        public override string Tier(string tier) => $"Open to you as a member of the tier {tier}.";

        public override string Welcome(string? tier, bool isBack) =>
            (isBack ? "Welcome back" : "Welcome") + (tier is null ? "." : $", member of the tier {tier}.");

        public override string Visit(string title) => $"Because you looked at {title} in this visit.";

        public override string Related(string title) => $"Goes with {title}.";

        public override string Together(string title) => $"Often bought in one order with {title}.";

        public override string Category(string category) => $"Many customers choose this in {category}.";

        public override string Language => "en";

        public override string Alike(string title) => $"Like {title}.";

        public override string AlikeYours(IReadOnlyList<ReasonEvidence> evidence) => $"Like {Join([.. evidence.Select(each => each.Title)], "and")}, which you {Did(evidence)}.";

        private static string Did(IReadOnlyList<ReasonEvidence> evidence) => evidence.DistinctBy(each => each.Kind).Count() > 1 ? "chose" : evidence[0].Kind switch
        {
            EventKind.OrderCompleted => "bought",
            EventKind.AddedToWishlist => "wished for",
            _ => "chose",
        };

        public override string Answered(string answer) => $"Because you answered: {answer}.";

        public override string Next(string title) => $"Next after {title}.";

        public override string Started => "You started this.";

        public override string Familiar(ReasonEvidence evidence) =>
            $"You {(evidence.Kind == EventKind.OrderCompleted ? "bought" : played)} this in {Months[evidence.At.Month - 1]}.";

        private string Part(ReasonEvidence evidence, bool withTimes) => evidence.Kind switch
        {
            EventKind.Played or EventKind.Completed => $"{played} {evidence.Title}",
            EventKind.OrderCompleted => $"bought {evidence.Title}" + (withTimes ? $" in {Months[evidence.At.Month - 1]}" : ""),
            EventKind.CategoryViewed => $"looked around in {evidence.Title}",
            EventKind.AddedToWishlist => $"wished for {evidence.Title}",
            EventKind.AddedToCart => $"put {evidence.Title} in your cart",
            _ => $"looked at {evidence.Title}",
        };
    }

    private sealed class GermanTexts(string played) : ReasonTexts
    {
        private static readonly string[] Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

        public override string Popular => "Viele Kundinnen und Kunden wählen das.";

        public override string Size(string size, string title) => $"In Größe {size}, wie {title}.";

        public override string Words => "Nah an dem, was Sie gesucht haben.";

        public override string Found => "Von Ihrer Suche gefunden.";

        public override string Pinned => "Vom Laden ausgewählt.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence, bool withTimes) =>
            $"Weil Sie {Join([.. evidence.Select(each => Part(each, withTimes))], "und")} haben.";

        public override string Repeat(string title, IEnumerable<DateTimeOffset> bought) => $"Sie haben {title} im {MonthsOf(bought, Months, "und")} gekauft.";

        public override string AfterOrder(string title, DateTimeOffset bought) => $"Passt zu {title}, von Ihnen im {Months[bought.Month - 1]} gekauft.";

        public override string StepUp(string title) => $"Eine Stufe über {title}.";

        public override string Tier(string tier) => $"Offen für Sie als Mitglied der Stufe {tier}.";

        public override string Welcome(string? tier, bool isBack) =>
            (isBack ? "Willkommen zurück" : "Willkommen") + (tier is null ? "." : $", Mitglied der Stufe {tier}.");

        public override string Visit(string title) => $"Weil Sie bei diesem Besuch {title} angesehen haben.";

        public override string Related(string title) => $"Passt zu {title}.";

        public override string Together(string title) => $"Oft in einer Bestellung mit {title}.";

        public override string Category(string category) => $"In {category} wählen das viele.";

        public override string Language => "de";

        public override string Alike(string title) => $"Ähnlich wie {title}.";

        public override string AlikeYours(IReadOnlyList<ReasonEvidence> evidence) => $"Ähnlich wie {Join([.. evidence.Select(each => each.Title)], "und")}: {Did(evidence)}.";

        private static string Did(IReadOnlyList<ReasonEvidence> evidence) => evidence.DistinctBy(each => each.Kind).Count() > 1 ? "von Ihnen gewählt" : evidence[0].Kind switch
        {
            EventKind.OrderCompleted => "von Ihnen gekauft",
            EventKind.AddedToWishlist => "von Ihnen gemerkt",
            _ => "von Ihnen gewählt",
        };

        public override string Answered(string answer) => $"Weil Sie geantwortet haben: {answer}.";

        public override string Next(string title) => $"Geht weiter nach {title}.";

        public override string Started => "Sie haben das angefangen.";

        public override string Familiar(ReasonEvidence evidence) =>
            $"Sie haben das im {Months[evidence.At.Month - 1]} {(evidence.Kind == EventKind.OrderCompleted ? "gekauft" : played)}.";

        private string Part(ReasonEvidence evidence, bool withTimes) => evidence.Kind switch
        {
            EventKind.Played or EventKind.Completed => $"{evidence.Title} {played}",
            EventKind.OrderCompleted => evidence.Title + (withTimes ? $" im {Months[evidence.At.Month - 1]}" : "") + " gekauft",
            EventKind.CategoryViewed => $"sich in {evidence.Title} umgesehen",
            EventKind.AddedToWishlist => $"sich {evidence.Title} gemerkt",
            EventKind.AddedToCart => $"{evidence.Title} in den Warenkorb gelegt",
            _ => $"{evidence.Title} angesehen",
        };
    }
}
