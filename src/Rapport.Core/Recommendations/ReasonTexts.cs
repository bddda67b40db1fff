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

    public abstract string Personal(IReadOnlyList<ReasonEvidence> evidence);

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

    /// <summary>What the person answered in the shop's quiz.</summary>
    public abstract string Answered(string answer);

    /// <summary>Something of their own, again.</summary>
    public abstract string Familiar(ReasonEvidence evidence);

    private static string Join(IReadOnlyList<string> parts, string and) => parts.Count switch
    {
        1 => parts[0],
        2 => $"{parts[0]} {and} {parts[1]}",
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + $" {and} {parts[^1]}",
    };

    private sealed class EnglishTexts(string played) : ReasonTexts
    {
        private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

        public override string Popular => "Many customers choose this.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence) =>
            string.Create(CultureInfo.InvariantCulture, $"Because you {Join([.. evidence.Select(Part)], "and")}.");

        public override string Visit(string title) => $"Because you looked at {title} in this visit.";

        public override string Related(string title) => $"Goes with {title}.";

        public override string Together(string title) => $"Often bought in one order with {title}.";

        public override string Category(string category) => $"Many customers choose this in {category}.";

        public override string Language => "en";

        public override string Answered(string answer) => $"Because you answered: {answer}.";

        public override string Next(string title) => $"Next after {title}.";

        public override string Started => "You started this.";

        public override string Familiar(ReasonEvidence evidence) =>
            $"You {(evidence.Kind == EventKind.OrderCompleted ? "bought" : played)} this in {Months[evidence.At.Month - 1]}.";

        private string Part(ReasonEvidence evidence) => evidence.Kind switch
        {
            EventKind.Played or EventKind.Completed => $"{played} {evidence.Title}",
            EventKind.OrderCompleted => $"bought {evidence.Title} in {Months[evidence.At.Month - 1]}",
            EventKind.AddedToWishlist => $"wished for {evidence.Title}",
            EventKind.AddedToCart => $"put {evidence.Title} in your cart",
            _ => $"looked at {evidence.Title}",
        };
    }

    private sealed class GermanTexts(string played) : ReasonTexts
    {
        private static readonly string[] Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

        public override string Popular => "Viele Kundinnen und Kunden wählen das.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence) => $"Weil Sie {Join([.. evidence.Select(Part)], "und")} haben.";

        public override string Visit(string title) => $"Weil Sie bei diesem Besuch {title} angesehen haben.";

        public override string Related(string title) => $"Passt zu {title}.";

        public override string Together(string title) => $"Oft in einer Bestellung mit {title}.";

        public override string Category(string category) => $"In {category} wählen das viele.";

        public override string Language => "de";

        public override string Answered(string answer) => $"Weil Sie geantwortet haben: {answer}.";

        public override string Next(string title) => $"Geht weiter nach {title}.";

        public override string Started => "Sie haben das angefangen.";

        public override string Familiar(ReasonEvidence evidence) =>
            $"Sie haben das im {Months[evidence.At.Month - 1]} {(evidence.Kind == EventKind.OrderCompleted ? "gekauft" : played)}.";

        private string Part(ReasonEvidence evidence) => evidence.Kind switch
        {
            EventKind.Played or EventKind.Completed => $"{evidence.Title} {played}",
            EventKind.OrderCompleted => $"{evidence.Title} im {Months[evidence.At.Month - 1]} gekauft",
            EventKind.AddedToWishlist => $"sich {evidence.Title} gemerkt",
            EventKind.AddedToCart => $"{evidence.Title} in den Warenkorb gelegt",
            _ => $"{evidence.Title} angesehen",
        };
    }
}
