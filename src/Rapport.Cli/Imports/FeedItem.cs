using System.Globalization;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>Reads a product of a feed as an item of the catalogue.</summary>
/// <param name="currency">The shop's own: others are refused, not converted.</param>
internal sealed class FeedItem(string currency, DateTimeOffset now)
{
    private const int LongestTitle = 500;
    private const int LongestDescription = 5_000;
    private const int LongestWord = 100;

    private static readonly string[] Genders = ["male", "female", "unisex"];
    private static readonly string[] AgeGroups = ["newborn", "infant", "toddler", "kids", "adult"];

    /// <summary>The id, if the row has one that can be taken; a row that is bad otherwise still says that its item is there.</summary>
    internal static ItemId? IdOf(FeedRow row) => row["id"] is { Length: > 0 and <= ItemId.MaxLength } id ? new ItemId(id) : null;

    /// <param name="known">The item as the catalogue has it: what a feed does not say stays.</param>
    /// <exception cref="BadRowException">The row cannot be taken.</exception>
    internal CatalogueItem Read(FeedRow row, CatalogueItem? known)
    {
        if (row.Flaw is { } flaw)
            throw new BadRowException("unreadable", flaw);
        var id = new ItemId(FieldReader.Id("id", row["id"], ItemId.MaxLength));
        var title = FieldReader.Id("title", row["title"], LongestTitle);
        return (known ?? new CatalogueItem(id, title, "", 0, currency)) with
        {
            Title = title,
            Category = Category(row),
            PriceMinor = Price(row),
            Currency = currency,
            InStock = IsInStock(row["availability"]),
            Url = Link(row, "link"),
            ImageUrl = Link(row, "image_link"),
            Brand = Word(row, "brand"),
            AgeGroup = OneOf(row, "age_group", AgeGroups),
            Gender = OneOf(row, "gender", Genders),
            Description = row["description"] is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestDescription)] : null,
            GroupId = row["item_group_id"].Length > 0 ? FieldReader.Id("item_group_id", row["item_group_id"], ItemId.MaxLength) : null,
            Color = Word(row, "color"),
            Size = Word(row, "size"),
            SizeSystem = Word(row, "size_system")?.ToUpperInvariant(),
        };
    }

    /// <summary>The shop's own path, or else Google's; its number alone names no path.</summary>
    private static string Category(FeedRow row)
    {
        var path = row["product_type"] is { Length: > 0 } own ? own : row["google_product_category"];
        var parts = path.Split('>', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var category = string.Join(" > ", parts);
        if (category.Length > LongestTitle)
            throw new BadRowException("bad-category", $"the category is longer than {LongestTitle} characters");
        return category.All(char.IsAsciiDigit) ? "" : category;
    }

    /// <summary>What it costs today: the sale's price while the sale is on.</summary>
    private long Price(FeedRow row)
    {
        var usual = Amount("price", row["price"]);
        return row["sale_price"].Length > 0 && IsSaleOn(row["sale_price_effective_date"]) ? Amount("sale_price", row["sale_price"]) : usual;
    }

    private long Amount(string name, string text)
    {
        if (text.Length == 0)
            throw new BadRowException("missing-" + name, $"{name} is missing");
        var parts = text.Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        var said = parts.FirstOrDefault(part => part.Length == 3 && part.All(char.IsAsciiLetter));
        if (said is null)
            throw new BadRowException("missing-currency", $"{name} '{text}' names no currency");
        if (!said.Equals(currency, StringComparison.OrdinalIgnoreCase))
            throw new BadRowException("other-currency", $"{name} '{text}' is not in {currency}");
        return FieldReader.PriceMinor(string.Join("", parts.Where(part => part != said)));
    }

    private bool IsSaleOn(string dates)
    {
        if (dates.Length == 0)
            return true;
        var ends = dates.Split('/', StringSplitOptions.TrimEntries);
        return ends.Length == 2 && Moment(ends[0]) <= now && now <= Moment(ends[1]);
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new BadRowException("bad-sale_price_effective_date", $"sale_price_effective_date '{text}' is no time");

    /// <summary>What is yet to come (preorder, backorder) is not in stock.</summary>
    private static bool IsInStock(string availability) => availability.Replace(' ', '_').ToLowerInvariant() switch
    {
        "in_stock" => true,
        "out_of_stock" or "preorder" or "backorder" => false,
        "" => throw new BadRowException("missing-availability", "availability is missing"),
        _ => throw new BadRowException("bad-availability", $"availability '{availability}' is none of in_stock, out_of_stock, preorder, backorder"),
    };

    /// <summary>An address of the web; anything else a page could be made to run.</summary>
    private static string? Link(FeedRow row, string name)
    {
        if (row[name].Length == 0)
            return null;
        return Uri.TryCreate(row[name], UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? row[name]
            : throw new BadRowException("bad-" + name, $"{name} '{row[name]}' is no address of the web");
    }

    private static string? Word(FeedRow row, string name) => row[name].Length > 0 ? FieldReader.Id(name, row[name], LongestWord) : null;

    private static string? OneOf(FeedRow row, string name, string[] values)
    {
        var value = row[name].ToLowerInvariant();
        if (value.Length == 0)
            return null;
        return values.Contains(value) ? value : throw new BadRowException("bad-" + name, $"{name} '{value}' is none of {string.Join(", ", values)}");
    }
}
