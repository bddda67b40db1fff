using System.Xml.Linq;
using Rapport.Core.Catalogue;
using Rapport.Demo.Catalogue;

namespace Rapport.Cli.Tests.Demo;

public sealed class DemoCatalogueTests
{
    private static readonly DemoCatalogue Catalogue = DemoCatalogue.Shared;

    [Fact]
    public void It_has_about_400_products_on_12_shelves()
    {
        Assert.InRange(Catalogue.Products.Length, 380, 420);
        Assert.Equal(12, Catalogue.Categories.Length);
        Assert.Equal(Catalogue.Products.Length, Catalogue.Products.Select(product => product.Id).Distinct().Count());
        Assert.InRange(Catalogue.Products.Count(product => !product.InStock), 8, 40);
        Assert.All(Catalogue.Products, product => Assert.Equal(3, product.Path.Split(" > ").Length));
    }

    [Fact]
    public void Only_the_baby_and_the_pharmacy_shelf_are_touchy()
    {
        var classed = new ItemCatalogue(Catalogue.Products.Select(product => product.ToItem()));

        Assert.All(Catalogue.Products, product => Assert.Equal(
            product.Category.Slug switch { "baby" => "D1", "pharmacy" => "S1", _ => "ordinary" },
            classed.Find(product.Id)!.Class.ToString()));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var texts = Catalogue.Products.SelectMany(product => new[] { product.Title, product.Description })
            .Concat(Catalogue.Categories.SelectMany(category => category.Groups.Select(group => group.Name).Append(category.Name).Append(category.Line)));

        Assert.All(texts, text => Assert.True(text.En.Length > 2 && text.De.Length > 1));
    }

    [Fact]
    public void Every_picture_is_a_drawing_without_scripts_styles_or_loads()
    {
        foreach (var product in Catalogue.Products)
        {
            var picture = XDocument.Parse(DemoPictures.Draw(product));

            Assert.All(picture.Descendants(), element => Assert.Contains(element.Name.LocalName, (string[])["svg", "defs", "pattern", "linearGradient", "stop", "g", "rect", "circle", "ellipse", "path"]));
            Assert.All(picture.Descendants().Attributes(), attribute => Assert.DoesNotContain(attribute.Name.LocalName, (string[])["style", "href", "onload"]));
            Assert.DoesNotContain("$", picture.ToString(), StringComparison.Ordinal);
        }
    }
}
