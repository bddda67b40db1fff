namespace Rapport.Demo.Catalogue;

/// <summary>What the main surface of a picture is filled with: a colour, or a pattern and its definition.</summary>
internal readonly record struct PicturePattern(string Fill, string Definition)
{
    internal static PicturePattern Of(string name, PicturePalette palette)
    {
        var (ground, dark, light) = (palette.Base, palette.Dark, palette.Light);
        return name switch
        {
            "stripes" => Tile(26, 26, $"""<rect width="26" height="26" fill="{ground}"/><rect width="26" height="9" fill="{light}"/>"""),
            "check" => Tile(44, 44, $"""<rect width="44" height="44" fill="{light}"/><rect width="22" height="44" fill="{ground}" opacity=".6"/><rect width="44" height="22" fill="{ground}" opacity=".6"/><path d="M33 0 V44 M0 33 H44" stroke="{dark}" stroke-width="2" opacity=".5"/>"""),
            "grid" => Tile(18, 18, $"""<rect width="18" height="18" fill="{ground}"/><path d="M0 0 H18 M0 0 V18" stroke="{dark}" stroke-width="3" opacity=".35"/>"""),
            "dots" => Tile(28, 28, $"""<rect width="28" height="28" fill="{ground}"/><circle cx="8" cy="8" r="4" fill="#FBF7EE"/><circle cx="22" cy="22" r="4" fill="#FBF7EE"/>"""),
            "speckle" => Tile(38, 38, $"""<rect width="38" height="38" fill="{ground}"/><g fill="#FBF7EE" opacity=".75"><circle cx="6" cy="9" r="2"/><circle cx="24" cy="5" r="1.4"/><circle cx="16" cy="22" r="2.2"/><circle cx="33" cy="28" r="1.6"/><circle cx="5" cy="32" r="1.4"/></g>"""),
            "quilt" => Tile(46, 46, $"""<rect width="46" height="46" fill="{ground}"/><path d="M0 23 L23 0 L46 23 L23 46 Z" fill="{light}" opacity=".55"/><path d="M0 23 L23 0 L46 23 L23 46 Z" fill="none" stroke="{dark}" stroke-width="2" stroke-dasharray="4 3" opacity=".7"/>"""),
            "wood" => Tile(300, 60, $"""<rect width="300" height="60" fill="{ground}"/><path d="M0 10 Q80 2 150 10 T300 10 M0 28 Q90 20 160 30 T300 28 M0 46 Q70 54 150 46 T300 46" stroke="{dark}" stroke-width="3" fill="none" opacity=".3"/>"""),
            "comb" => Tile(24, 42, $"""<rect width="24" height="42" fill="{ground}"/><path d="M12 0 V7 L0 14 V28 L12 35 V42 M12 7 L24 14 V28 L12 35" stroke="{dark}" stroke-width="3" fill="none" opacity=".4"/>"""),
            "rib" => Tile(20, 20, $"""<rect width="20" height="20" fill="{ground}"/><path d="M5 0 V20" stroke="{dark}" stroke-width="4" opacity=".35"/><path d="M14 0 V20" stroke="{light}" stroke-width="3" opacity=".5"/>"""),
            "nordic" => Tile(48, 56, $"""<rect width="48" height="56" fill="{ground}"/><g fill="{light}"><path d="M24 8 l7 9 l-7 9 l-7 -9 z"/><path d="M0 8 l7 9 l-7 9 z M48 8 l-7 9 l7 9 z"/><rect y="36" width="48" height="4"/><path d="M4 46 h8 v5 h-8 z M20 46 h8 v5 h-8 z M36 46 h8 v5 h-8 z"/></g>"""),
            "dip" => Band(ground, 0.6, "#E6D8BE"),
            "band" => new("url(#p)", $"""<linearGradient id="p" x1="0" y1="0" x2="0" y2="1"><stop offset=".2" stop-color="{ground}"/><stop offset=".2" stop-color="{dark}"/><stop offset=".28" stop-color="{dark}"/><stop offset=".28" stop-color="{ground}"/></linearGradient>"""),
            _ => new(ground, ""),
        };
    }

    private static PicturePattern Tile(int width, int height, string content) =>
        new("url(#p)", $"""<pattern id="p" width="{width}" height="{height}" patternUnits="userSpaceOnUse">{content}</pattern>""");

    private static PicturePattern Band(string upper, double at, string lower)
    {
        var offset = at.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new("url(#p)", $"""<linearGradient id="p" x1="0" y1="0" x2="0" y2="1"><stop offset="{offset}" stop-color="{upper}"/><stop offset="{offset}" stop-color="{lower}"/></linearGradient>""");
    }
}
