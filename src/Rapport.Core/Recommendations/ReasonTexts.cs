using System.Globalization;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>The words of reasons and held-back lines, in the languages that ship.</summary>
internal abstract class ReasonTexts
{
    private static readonly ReasonTexts English = new EnglishTexts();
    private static readonly ReasonTexts German = new GermanTexts();

    public static ReasonTexts For(string language) => language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    public abstract string Personal(IReadOnlyList<ReasonEvidence> evidence);

    public abstract string Visit(string title);

    public abstract string Related(string title);

    public abstract string Together(string title);

    public abstract string Category(string category);

    public abstract string Popular { get; }

    private static string Join(IReadOnlyList<string> parts, string and) => parts.Count switch
    {
        1 => parts[0],
        2 => $"{parts[0]} {and} {parts[1]}",
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + $" {and} {parts[^1]}",
    };

    private sealed class EnglishTexts : ReasonTexts
    {
        private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

        public override string Popular => "Many customers choose this.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence) =>
            string.Create(CultureInfo.InvariantCulture, $"Because you {Join([.. evidence.Select(Part)], "and")}.");

        public override string Visit(string title) => $"Because you looked at {title} in this visit.";

        public override string Related(string title) => $"Goes with {title}.";

        public override string Together(string title) => $"Often bought in one order with {title}.";

        public override string Category(string category) => $"Many customers choose this in {category}.";

        private static string Part(ReasonEvidence evidence) => evidence.Kind switch
        {
            EventKind.OrderCompleted => $"bought {evidence.Title} in {Months[evidence.At.Month - 1]}",
            EventKind.AddedToWishlist => $"wished for {evidence.Title}",
            EventKind.AddedToCart => $"put {evidence.Title} in your cart",
            _ => $"looked at {evidence.Title}",
        };
    }

    private sealed class GermanTexts : ReasonTexts
    {
        private static readonly string[] Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

        public override string Popular => "Viele Kundinnen und Kunden wählen das.";

        public override string Personal(IReadOnlyList<ReasonEvidence> evidence) => $"Weil Sie {Join([.. evidence.Select(Part)], "und")} haben.";

        public override string Visit(string title) => $"Weil Sie bei diesem Besuch {title} angesehen haben.";

        public override string Related(string title) => $"Passt zu {title}.";

        public override string Together(string title) => $"Oft in einer Bestellung mit {title}.";

        public override string Category(string category) => $"In {category} wählen das viele.";

        private static string Part(ReasonEvidence evidence) => evidence.Kind switch
        {
            EventKind.OrderCompleted => $"{evidence.Title} im {Months[evidence.At.Month - 1]} gekauft",
            EventKind.AddedToWishlist => $"sich {evidence.Title} gemerkt",
            EventKind.AddedToCart => $"{evidence.Title} in den Warenkorb gelegt",
            _ => $"{evidence.Title} angesehen",
        };
    }
}
