namespace Rapport.Demo.Catalogue;

/// <summary>What tells products of one family apart: a colour, a scent, a size.</summary>
/// <param name="Colour">The colour the picture is drawn in, <c>#rrggbb</c>.</param>
/// <param name="Line">A sentence on a named colour; null for scents and sizes.</param>
public sealed record DemoVariant(string Slug, DemoText Name, string Colour, DemoText? Line)
{
    /// <summary>How large it is beside its family: 1 unless the variants are sizes.</summary>
    public double Size => Slug switch
    {
        "small" or "20" => 0.78,
        "medium" or "24" => 0.89,
        _ => 1,
    };
}
