using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rapport.Demo.Catalogue;

/// <summary>The drawn picture of each product: flat shapes in the product's colour on a soft ground, as SVG without scripts or styles.</summary>
public static partial class DemoPictures
{
    private static readonly FrozenDictionary<string, string> Shapes = ReadShapes();

    /// <summary>The picture, 400 by 400.</summary>
    public static string Draw(DemoProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var palette = new PicturePalette(product.Variant.Colour);
        var surface = PicturePattern.Of(product.Pattern, palette);
        var shape = Fill(Shapes[product.Shape], palette, surface.Fill, product.Pattern);
        var size = product.Variant.Size;
        var label = System.Security.SecurityElement.Escape(product.Title.En);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="{label}"><defs>{surface.Definition}</defs><rect width="400" height="400" fill="{palette.Wall}"/><rect y="292" width="400" height="108" fill="{palette.Table}"/><ellipse cx="200" cy="336" rx="{140 * size}" ry="14" fill="{palette.Shadow}"/><g transform="translate(200 335) scale({0.98 * size}) translate(-200 -330)">{shape}</g></svg>
            """);
    }

    private static string Fill(string shape, PicturePalette palette, string surface, string pattern)
    {
        var drawn = new StringBuilder(Emblem().Replace(shape, match => PictureEmblem.Draw(pattern, palette, match.Value[1] == 'i', Number(match, 1), Number(match, 2), Number(match, 3))));
        foreach (var (mark, colour) in palette.Marks)
            drawn.Replace(mark, colour);
        return drawn.Replace("$p", surface).ToString();
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, string> ReadShapes()
    {
        var shapes = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = "";
        foreach (var line in DemoResource.Lines("shapes"))
        {
            if (line.StartsWith('['))
                name = line.Trim('[', ']');
            else if (name.Length > 0)
                shapes[name] = shapes.GetValueOrDefault(name) + line;
        }

        return shapes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\$[ei]\(([\d.]+),([\d.]+),([\d.]+)\)")]
    private static partial Regex Emblem();
}
