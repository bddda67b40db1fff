using System.Security.Cryptography;
using Rapport.Core.Model;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_model_is_read_back_byte_by_byte_also_after_a_restart()
    {
        var model = Model(3_000_000, 12_345);
        await using (var store = await OpenAsync())
        {
            Assert.Null(await store.Models.LoadAsync(Tenant, CancellationToken.None));
            await store.Models.SaveAsync(Tenant, Model(10, 10), false, CancellationToken.None);
            await store.Models.SaveAsync(Tenant, model, false, CancellationToken.None);
        }

        await using var again = await OpenAsync();
        Assert.True(Same(model, await again.Models.LoadAsync(Tenant, CancellationToken.None)));
        Assert.Null(await again.Models.LoadAsync(OtherTenant, CancellationToken.None));
    }

    [Theory]
    [InlineData("model:written", false)]
    [InlineData("model:published", true)]
    public async Task A_crash_while_publishing_leaves_the_old_model_or_the_new_one(string crashAt, bool isNew)
    {
        var (before, after) = (Model(1_000, 10), Model(2_000, 20));
        await using (var store = await OpenAsync())
            await store.Models.SaveAsync(Tenant, before, false, CancellationToken.None);
        await using (var store = await OpenAsync(step => { if (step == crashAt) throw new TimeoutException(); }))
            await Assert.ThrowsAsync<TimeoutException>(() => store.Models.SaveAsync(Tenant, after, true, CancellationToken.None));

        await using var again = await OpenAsync();
        Assert.True(Same(isNew ? after : before, await again.Models.LoadAsync(Tenant, CancellationToken.None)));
    }

    [Fact]
    public async Task Superseded_models_are_destroyed_and_a_stray_copy_does_not_open()
    {
        await using var store = await OpenAsync();
        await store.Models.SaveAsync(Tenant, Model(1_000, 10), false, CancellationToken.None);
        var folder = Home.PathOf("models", Tenant.Value);
        var (path, stray) = (Directory.EnumerateFiles(folder, "*.bin").Single(), await File.ReadAllBytesAsync(Directory.EnumerateFiles(folder, "*.bin").Single()));

        await store.Models.SaveAsync(Tenant, Model(2_000, 20), true, CancellationToken.None);

        Assert.False(File.Exists(path));
        Assert.Single(Directory.EnumerateFiles(folder, "*.bin"));
        await File.WriteAllBytesAsync(path, stray);
        await File.WriteAllTextAsync(Path.Combine(folder, "current"), Path.GetFileName(path));
        Assert.Equal(2_000, (await store.Models.LoadAsync(Tenant, CancellationToken.None))!.Model.Length);
    }

    [Fact]
    public async Task A_damaged_model_is_not_taken_and_the_one_before_is()
    {
        await using var store = await OpenAsync();
        await store.Models.SaveAsync(Tenant, Model(1_000, 10), false, CancellationToken.None);
        await store.Models.SaveAsync(Tenant, Model(2_000_000, 20), false, CancellationToken.None);
        var path = Home.PathOf("models", Tenant.Value, await File.ReadAllTextAsync(Home.PathOf("models", Tenant.Value, "current")));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[1_500_000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Equal(1_000, (await store.Models.LoadAsync(Tenant, CancellationToken.None))!.Model.Length);
    }

    private static StoredModel Model(int model, int lists) => new(RandomNumberGenerator.GetBytes(model), RandomNumberGenerator.GetBytes(lists));

    private static bool Same(StoredModel expected, StoredModel? actual) =>
        actual is not null && expected.Model.Span.SequenceEqual(actual.Model.Span) && expected.Lists.Span.SequenceEqual(actual.Lists.Span);
}
