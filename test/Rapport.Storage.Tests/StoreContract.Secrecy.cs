using System.Text;
using Microsoft.Extensions.Time.Testing;
using Rapport.Core.History;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Nothing_about_a_customer_is_readable_on_disk()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await store.Customers.ChooseAsync(Customer(i), Yes());
            await store.Customers.RecordAsync(Bought(Customer(i), $"wv-message-{i}", i));
            Assert.True(store.Decisions.TryAppend(Decision(Customer(i), i)));
        }

        await store.Decisions.FlushAsync(CancellationToken.None);

        string[] words = ["qv-person-", "zx-item-", "wv-message-", "order-wv", "decision-0", "Kitchen"];
        var found = from bytes in await DiskAsync() from word in words from encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode] where bytes.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0 select word;
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_missing_master_key_shuts_customer_files_and_leaves_the_catalogue_open()
    {
        await using (var store = await OpenAsync())
        {
            await store.Customers.ChooseAsync(Customer(1), Yes());
            await store.Catalogue.UpsertAsync(Tenant, [.. Catalogue.Items.Take(3)], CancellationToken.None);
        }

        var kek = Home.PathOf("keys", "kek.bin");
        File.Move(kek, kek + ".away");

        await using (var store = await OpenAsync())
        {
            Assert.False(store.Health.KeysAvailable);
            await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ReadAsync(Customer(1)).AsTask());
            await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ReadAsync(Customer(2)).AsTask());
            await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ChooseAsync(Customer(1), Yes()));
            await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.EraseAsync(Tenant, Customer(1), Now));
            Assert.False(store.Decisions.TryAppend(Decision(Customer(1), 1)));
            Assert.Equal(3, (await store.Catalogue.ReadAsync(Tenant, CancellationToken.None)).Count);
            Assert.Equal(1, (await store.Customers.CountAsync(Tenant, CancellationToken.None)).Customers);
            Assert.False(File.Exists(kek));
        }

        File.Move(kek + ".away", kek);
        await using var healed = await OpenAsync();
        Assert.True(healed.Health.KeysAvailable);
        Assert.Single((await healed.Customers.ReadAsync(Customer(1))).Ledger.Entries);
    }

    [Theory]
    [InlineData("kek.bin")]
    [InlineData("keystore.db")]
    public async Task Another_master_key_or_a_lost_key_store_is_never_taken_for_the_right_one(string file)
    {
        await using (var store = await OpenAsync())
            await store.Customers.ChooseAsync(Customer(1), Yes());

        if (file == "kek.bin")
            await File.WriteAllBytesAsync(Home.PathOf("keys", file), new byte[32]);
        else
            File.Delete(Home.PathOf("keys", file));

        await using var opened = await OpenAsync();
        Assert.False(opened.Health.KeysAvailable);
        await Assert.ThrowsAsync<KeysUnavailableException>(() => opened.Customers.ReadAsync(Customer(1)).AsTask());
    }

    [Fact]
    public async Task An_opened_data_key_is_asked_for_again_after_five_minutes_and_at_once_after_a_withdrawal()
    {
        var time = new FakeTimeProvider(Now);
        await using var store = await OpenAsync(time: time);
        await store.Customers.ChooseAsync(Customer(1), Yes());
        await store.Customers.ChooseAsync(Customer(2), Yes());
        await store.Customers.ChooseAsync(Customer(2), Withdrawal());
        using (var keys = new Sqlite.SqliteDatabase(Home.PathOf("keys", "keystore.db")))
            keys.Execute("DELETE FROM data_keys");

        Assert.Single((await store.Customers.ReadAsync(Customer(1))).Ledger.Entries);
        await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ReadAsync(Customer(2)).AsTask());
        time.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ReadAsync(Customer(1)).AsTask());
    }

    [Fact]
    public async Task A_second_server_on_the_same_home_is_refused()
    {
        await using var store = await OpenAsync();

        await Assert.ThrowsAsync<HomeInUseException>(() => OpenAsync());
    }

    [Fact]
    public async Task An_erased_customer_is_not_in_the_files_any_more()
    {
        await using var store = await OpenAsync();
        var customer = Customer(1);
        await store.Customers.ChooseAsync(customer, Yes());
        byte[] wrapped;
        using (var keys = new Sqlite.SqliteDatabase(Home.PathOf("keys", "keystore.db"), isReader: true))
        {
            var statement = keys.Prepare("SELECT wrapped FROM data_keys");
            Assert.True(statement.Step());
            wrapped = statement.Blob(0);
        }

        await store.Customers.EraseAsync(Tenant, customer, Now);

        Assert.All(await DiskAsync(), bytes => Assert.True(bytes.AsSpan().IndexOf(wrapped) < 0));
    }

    /// <summary>The database's own files, where they lie outside of the home.</summary>
    private protected virtual Task<IReadOnlyList<string>> DatabaseFilesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>All files of the home as they lie there now, write-ahead logs included.</summary>
    private async Task<List<byte[]>> DiskAsync()
    {
        var files = new List<byte[]>();
        foreach (var path in Home.Files.Where(path => Path.GetFileName(path) != "lock").Concat(await DatabaseFilesAsync()))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            files.Add(copy.ToArray());
        }

        return files;
    }
}
