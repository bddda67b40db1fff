using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ModelCodecTests
{
    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var model = ModelFit.Fit(Shoppers.Random(50, 20, seed: 1), new ModelSettings(HalfLifeDays: 45, TargetPower: -0.0625), Shoppers.Now);

        var read = ModelCodec.Read(ModelCodec.Write(model));

        Assert.Equal(ModelCodec.Write(model), ModelCodec.Write(read));
        Assert.Equal((model.Settings, model.AsOf, model.Customers, model.ItemCount), (read.Settings, read.AsOf, read.Customers, read.ItemCount));
        Assert.Equal(model.SupportOf(3), read.SupportOf(3));
        Assert.Equal(model.WeightsOf(0).ToArray(), read.WeightsOf(0).ToArray());
    }

    [Fact]
    public void Lists_read_are_lists_written()
    {
        var lists = ContextListsFit.Fit([.. Enumerable.Range(0, 20).Select(_ => Shoppers.WithBasket(1, 2, 3))], new ModelSettings(), Shoppers.Now, Shoppers.Secret);

        var read = ListCodec.Read(ListCodec.Write(lists));

        Assert.Equal(ListCodec.Write(lists), ListCodec.Write(read));
        Assert.Equal(lists.Related(Shoppers.Item(1)).ToArray(), read.Related(Shoppers.Item(1)).ToArray());
        Assert.Equal(lists.Popular.ToArray(), read.Popular.ToArray());
    }

    [Fact]
    public void The_hash_of_known_contributions_is_known()
    {
        var shoppers = Shoppers.Random(200, 60, seed: 12).Append(Shoppers.WithBasket(1, 2, 3)).ToArray();
        var settings = new ModelSettings(0.5, 2, 0.375, 0.375, 30, 60, 3);

        var model = ModelCodec.Write(ModelFit.Fit(shoppers, settings, Shoppers.Now));
        var lists = ListCodec.Write(ContextListsFit.Fit(shoppers, settings, Shoppers.Now, Shoppers.Secret));

        Assert.StartsWith("128adccc1697d8adde347a5e", ModelHash.Of(model, lists), StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_file_is_named_by_the_hash_of_its_bytes()
    {
        var model = ModelFit.Fit(Shoppers.Random(50, 20, seed: 1), new ModelSettings(), Shoppers.Now);
        var lists = ContextListsFit.Fit([.. Enumerable.Range(0, 20).Select(_ => Shoppers.WithBasket(1, 2, 3))], new ModelSettings(), Shoppers.Now, Shoppers.Secret);
        using var stream = new MemoryStream();

        var hash = ModelFile.Write(stream, model, lists);

        Assert.Equal(ModelHash.Of(ModelCodec.Write(model), ListCodec.Write(lists)), hash);
        stream.Position = 0;
        Assert.Equal(hash, ModelFile.Read(stream).Hash);
        Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream(stream.ToArray()[..^1])));
        Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream([.. stream.ToArray(), 0])));
    }

    [Fact]
    public void Damaged_bytes_are_no_model()
    {
        var bytes = ModelCodec.Write(ModelFit.Fit([Shoppers.With(1, 2)], new ModelSettings(), Shoppers.Now));

        Assert.Throws<InvalidDataException>(() => ModelCodec.Read([]));
        Assert.Throws<InvalidDataException>(() => ModelCodec.Read(bytes.AsSpan(..^1)));
        Assert.Throws<InvalidDataException>(() => ModelCodec.Read([.. bytes, 0]));
        Assert.Throws<InvalidDataException>(() => ModelCodec.Read([1, .. bytes[1..]]));
        Assert.Throws<InvalidDataException>(() => ListCodec.Read(bytes));
    }
}
