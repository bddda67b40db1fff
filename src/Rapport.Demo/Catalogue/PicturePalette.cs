using System.Globalization;

namespace Rapport.Demo.Catalogue;

/// <summary>The colours of one picture, all derived from the product's own.</summary>
internal sealed class PicturePalette
{
    private const string Ink = "#2B333D";
    private const string Paper = "#FBF7EE";

    internal PicturePalette(string colour)
    {
        Base = colour;
        Dark = Mix(colour, "#1F2430", 0.28);
        Light = Mix(colour, "#FFFDF6", 0.42);
        Wall = Mix("#F4EEE1", colour, 0.13);
        Table = Mix("#E7DDC9", colour, 0.2);
        Shadow = Mix(Table, Ink, 0.16);
        // Pale things would melt into the wall.
        if (Brightness(colour) > 0.8)
            (Wall, Table, Shadow) = ("#D3D3C6", "#C2BFAE", "#ABA795");
        Marks = [("$b", Base), ("$d", Dark), ("$l", Light), ("$w", Paper), ("$k", Ink), ("$t", "#CFA771"), ("$T", "#9A7245"), ("$m", "#C3C8CC"), ("$M", "#868D95"), ("$g", "#DCE7E6")];
    }

    internal string Base { get; }

    internal string Dark { get; }

    internal string Light { get; }

    internal string Wall { get; }

    internal string Table { get; }

    internal string Shadow { get; }

    /// <summary>Placeholders of <c>shapes.txt</c> and what they stand for.</summary>
    internal IReadOnlyList<(string Mark, string Colour)> Marks { get; }

    private static string Mix(string first, string second, double part)
    {
        var (red, green, blue) = Parse(first);
        var (toRed, toGreen, toBlue) = Parse(second);
        return string.Create(CultureInfo.InvariantCulture, $"#{Between(red, toRed):X2}{Between(green, toGreen):X2}{Between(blue, toBlue):X2}");

        int Between(int from, int to) => (int)Math.Round(from + ((to - from) * part));
    }

    private static double Brightness(string colour)
    {
        var (red, green, blue) = Parse(colour);
        return ((0.3 * red) + (0.59 * green) + (0.11 * blue)) / 255;
    }

    private static (int Red, int Green, int Blue) Parse(string colour) => (Hex(colour, 1), Hex(colour, 3), Hex(colour, 5));

    private static int Hex(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
