using System.Globalization;

namespace Rapport.Server.Tests.Shared;

/// <summary>Customers enough for a model: each tent was bought with its stove, each bowl with its spoon.</summary>
internal static class Crowd
{
    public static readonly TestItem[] Items =
    [
        new("tent", "Two-person tent", "Outdoor > Camping > Tents", "120.00"),
        new("stove", "Camping stove", "Outdoor > Cooking", "45.00"),
        new("lamp", "Camping lamp", "Outdoor > Camping > Lamps", "25.00"),
        new("mat", "Sleeping mat", "Outdoor > Camping > Mats", "30.00"),
        new("bowl", "Mixing bowl", "Kitchen > Bowls", "18.00"),
        new("spoon", "Wooden spoon", "Kitchen > Spoons", "6.00"),
        new("scale", "Kitchen scale", "Kitchen > Scales", "22.00"),
        new("whisk", "Balloon whisk", "Kitchen > Whisks", "9.00"),
        new("rare", "Rare teapot", "Kitchen > Teapots", "80.00"),
        new("test", "Pregnancy test", "Pharmacy > Tests", "8.00"),
    ];

    private static readonly string[] Outdoor = ["tent", "stove", "lamp", "mat"];
    private static readonly string[] Kitchen = ["bowl", "spoon", "scale", "whisk"];

    /// <summary>Thirty orders by thirty customers who let others learn; the teapot is in two of them only.</summary>
    public static async Task FillAsync(RunningServer server)
    {
        await server.StoreItemsAsync(Items);
        var orders = new List<object>();
        for (var i = 0; i < 30; i++)
        {
            var customer = string.Create(CultureInfo.InvariantCulture, $"crowd-{i}");
            await server.GrantAsync(customer, "recommendations", "learning");
            var side = i % 2 == 0 ? Outdoor : Kitchen;
            // Each leaves out one of the four, in turn, but never of the pair.
            var order = side.Where((_, place) => place < 2 || place == 2 + (i / 2 % 2)).ToList();
            if (i is 1 or 3)
                order.Add("rare");
            orders.Add(Segment.Ordered(customer, string.Create(CultureInfo.InvariantCulture, $"o-{i}"), [.. order]));
        }

        var answer = await server.BatchAsync([.. orders]);
        Assert.Equal("30", answer.Header("Rapport-Stored"));
        await server.TrainAsync();
    }
}
