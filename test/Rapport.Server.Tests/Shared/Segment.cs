namespace Rapport.Server.Tests.Shared;

/// <summary>Events as Segment clients send them.</summary>
internal static class Segment
{
    public static Dictionary<string, object> Viewed(string customer, string item) => Track(customer, "Product Viewed", new { product_id = item });

    public static Dictionary<string, object> Added(string customer, string item) => Track(customer, "Product Added", new { product_id = item });

    public static Dictionary<string, object> Ordered(string customer, string order, params string[] items) =>
        Track(customer, "Order Completed", new { order_id = order, products = items.Select(item => new { product_id = item, quantity = 1, price = 12.3 }) });

    public static Dictionary<string, object> Track(string customer, string name, object properties, object? consent = null)
    {
        var happened = new Dictionary<string, object> { ["type"] = "track", ["messageId"] = Guid.NewGuid().ToString(), ["userId"] = customer, ["event"] = name, ["properties"] = properties };
        if (consent is not null)
            happened["context"] = new { consent = new { categoryPreferences = consent } };
        return happened;
    }

    /// <summary>The event, at a time.</summary>
    public static Dictionary<string, object> At(this Dictionary<string, object> happened, DateTimeOffset time) => happened.With("timestamp", time);

    public static Dictionary<string, object> With(this Dictionary<string, object> happened, string member, object value)
    {
        happened[member] = value;
        return happened;
    }
}
