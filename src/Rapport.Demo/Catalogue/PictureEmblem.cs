using System.Globalization;

namespace Rapport.Demo.Catalogue;

/// <summary>The small sign on labels, packets and cards: a flower, a leaf or a sprig.</summary>
internal static class PictureEmblem
{
    /// <param name="onBase">Drawn on the product's own colour rather than on paper.</param>
    /// <param name="size">Half the height of the sign.</param>
    internal static string Draw(string pattern, PicturePalette palette, bool onBase, double x, double y, double size)
    {
        var sign = pattern switch
        {
            "flower" => Flower(palette),
            "leaf" => Leaf(palette),
            _ => Sprig(onBase ? palette.Light : palette.Base, onBase ? palette.Light : palette.Dark),
        };
        return string.Create(CultureInfo.InvariantCulture, $"""<g transform="translate({x} {y}) scale({size / 50})">{sign}</g>""");
    }

    private static string Flower(PicturePalette palette)
    {
        var petals = string.Concat(Enumerable.Range(0, 8).Select(turn => $"""<ellipse cy="-24" rx="11" ry="19" fill="{palette.Base}" transform="rotate({turn * 45})"/>"""));
        return $"""<path d="M0 20 Q4 44 -2 64 M0 46 q16 -14 24 -4 q-8 12 -24 4" stroke="#5E8F57" stroke-width="5" fill="#5E8F57"/>{petals}<circle r="11" fill="{palette.Dark}"/>""";
    }

    private static string Leaf(PicturePalette palette) =>
        $"""<path d="M0 48 Q-44 14 0 -50 Q44 14 0 48 Z" fill="{palette.Base}"/><path d="M0 52 V-34 M0 24 l-16 -14 M0 24 l16 -14 M0 0 l-13 -12 M0 0 l13 -12" stroke="{palette.Dark}" stroke-width="5" fill="none"/>""";

    private static string Sprig(string leaves, string stem) =>
        $"""<path d="M0 50 V-30" stroke="{stem}" stroke-width="6"/><g fill="{leaves}"><ellipse cy="-38" rx="10" ry="16"/><ellipse cx="-20" cy="-14" rx="9" ry="17" transform="rotate(-42 -20 -14)"/><ellipse cx="20" cy="-14" rx="9" ry="17" transform="rotate(42 20 -14)"/><ellipse cx="-20" cy="18" rx="9" ry="17" transform="rotate(-42 -20 18)"/><ellipse cx="20" cy="18" rx="9" ry="17" transform="rotate(42 20 18)"/></g>""";
}
