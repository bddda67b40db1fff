using System.Security.Cryptography;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3_000_000)]
    public async Task A_model_is_read_back_byte_by_byte_also_after_a_restart(int length)
    {
        var model = Model(length);
        await using (var store = await OpenAsync())
        {
            Assert.Null(await LoadAsync(store));
            await SaveAsync(store, Model(10), false);
            await SaveAsync(store, model, false);
        }

        await using var again = await OpenAsync();
        Assert.Equal(model, await LoadAsync(again));
        Assert.Null(await again.Models.LoadAsync(OtherTenant, ReadAll, CancellationToken.None));
    }

    [Theory]
    [InlineData("model:sealing", false)]
    [InlineData("model:written", false)]
    [InlineData("model:published", true)]
    [InlineData("model:superseded-removed", true)]
    public async Task A_crash_while_publishing_leaves_the_old_model_or_the_new_one(string crashAt, bool isNew)
    {
        var (before, after) = (Model(1_000), Model(3_000_000));
        await using (var store = await OpenAsync())
            await SaveAsync(store, before, false);
        await using (var store = await OpenAsync(step => { if (step == crashAt) throw new TimeoutException(); }))
            await Assert.ThrowsAsync<TimeoutException>(() => SaveAsync(store, after, true));

        await using var again = await OpenAsync();
        Assert.Equal(isNew ? after : before, await LoadAsync(again));
        await SaveAsync(again, Model(5), true);
        Assert.Equal(2, Directory.GetFiles(Home.PathOf("models", Tenant.Value)).Length);
    }

    [Fact]
    public async Task What_fails_while_it_is_written_publishes_nothing()
    {
        var before = Model(1_000);
        await using var store = await OpenAsync();
        await SaveAsync(store, before, false);

        await Assert.ThrowsAsync<TimeoutException>(() => store.Models.SaveAsync(
            Tenant,
            stream =>
            {
                stream.Write(Model(2_000_000));
                throw new TimeoutException();
            },
            true,
            CancellationToken.None));

        Assert.Equal(before, await LoadAsync(store));
    }

    [Fact]
    public async Task Superseded_models_are_destroyed_and_a_stray_copy_does_not_open()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, Model(1_000), false);
        var folder = Home.PathOf("models", Tenant.Value);
        var (path, stray) = (Directory.EnumerateFiles(folder, "*.bin").Single(), await File.ReadAllBytesAsync(Directory.EnumerateFiles(folder, "*.bin").Single()));

        await SaveAsync(store, Model(2_000), true);

        Assert.False(File.Exists(path));
        Assert.Single(Directory.EnumerateFiles(folder, "*.bin"));
        await File.WriteAllBytesAsync(path, stray);
        await File.WriteAllTextAsync(Path.Combine(folder, "current"), Path.GetFileName(path));
        Assert.Equal(2_000, (await LoadAsync(store))!.Length);
    }

    [Theory]
    [InlineData(1_500_000)]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task A_damaged_model_is_not_taken_and_the_one_before_is(int at)
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, Model(1_000), false);
        await SaveAsync(store, Model(2_000_000), false);
        var path = await NewestAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Equal(1_000, (await LoadAsync(store))!.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData((1 << 20) + 29)]
    public async Task A_model_that_was_cut_off_is_not_taken(int cut)
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, Model(1_000), false);
        await SaveAsync(store, Model(2 << 20), false);
        var path = await NewestAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..^cut]);

        Assert.Equal(1_000, (await LoadAsync(store))!.Length);
    }

    private static byte[] Model(int length) => RandomNumberGenerator.GetBytes(length);

    private static Task SaveAsync(RapportStore store, byte[] model, bool destroySuperseded) =>
        store.Models.SaveAsync(Tenant, stream => stream.Write(model), destroySuperseded, CancellationToken.None);

    private static Task<byte[]?> LoadAsync(RapportStore store) => store.Models.LoadAsync(Tenant, ReadAll, CancellationToken.None);

    private static byte[] ReadAll(Stream stream)
    {
        using var read = new MemoryStream();
        stream.CopyTo(read);
        return read.ToArray();
    }

    private async Task<string> NewestAsync() => Home.PathOf("models", Tenant.Value, await File.ReadAllTextAsync(Home.PathOf("models", Tenant.Value, "current")));
}
