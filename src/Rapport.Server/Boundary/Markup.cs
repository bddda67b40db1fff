using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Rapport.Server.Boundary;

/// <summary>A piece of a page. What is filled into it is encoded, unless it is a piece itself.</summary>
internal readonly record struct Markup(string Html)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static Markup Of(Filler filler) => new(filler.ToString());

    public static Markup Each<T>(IEnumerable<T> values, Func<T, Markup> piece) => new(string.Concat(values.Select(value => piece(value).Html)));

    public override string ToString() => Html;

    /// <summary>Fills an interpolated text in.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Filler
    {
        private readonly StringBuilder _html;

        public Filler(int literalLength, int formattedCount) => _html = new StringBuilder(literalLength + (16 * formattedCount));

        public void AppendLiteral(string literal) => _html.Append(literal);

        public void AppendFormatted(Markup piece) => _html.Append(piece.Html);

        public void AppendFormatted(string? text) => _html.Append(Encoder.Encode(text ?? ""));

        public override string ToString() => _html.ToString();
    }
}
