using Rapport.Core.Catalogue;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Catalogue;

public sealed class TopicClassifierTests
{
    [Theory]
    [InlineData("Headache pills", "Pharmacy > Pain", "S1")]
    [InlineData("Kopfschmerztabletten", "Apotheke > Schmerz", "S1")]
    [InlineData("Romper", "Baby > Clothes", "D1")]
    [InlineData("Linen apron", "Kitchen > Aprons", "ordinary")]
    [InlineData("Wine glass rack", "Kitchen > Storage", "D5")]
    [InlineData("Urnenfeld novel", "Books > Novels", "ordinary")]
    public void Items_are_classed_by_category_then_by_whole_words_of_the_title(string title, string category, string expected) =>
        Assert.Equal(expected, TopicClassifier.Default.ClassOf(Item("x", title, category)).ToString());

    [Fact]
    public void An_item_for_the_newborn_is_delicate_whatever_its_words() =>
        Assert.Equal("D1", TopicClassifier.Default.ClassOf(Item("x", "Soft hat", "Hats") with { AgeGroup = "newborn" }).Code);

    [Fact]
    public void The_shops_own_class_stands() =>
        Assert.Equal("S3", TopicClassifier.Default.ClassOf(Item("x", "Linen apron", "Kitchen") with { Class = new TopicClass("S3") }).Code);

    [Theory]
    [InlineData("S13")]
    [InlineData("D7")]
    [InlineData("X1")]
    [InlineData("S0")]
    public void An_unknown_class_is_refused(string code) => Assert.Throws<ArgumentException>(() => new TopicClass(code));

    [Fact]
    public void A_topic_is_the_category_at_depth_two_or_the_class()
    {
        Assert.Equal("Kitchen > Aprons", Item("x", "Linen apron", "Kitchen > Aprons > Linen").Topic.Name);
        Assert.Equal("D1", (Item("x", "Romper", "Baby > Clothes") with { Class = new TopicClass("D1") }).Topic.Name);
    }
}
