using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;
using Rapport.Storage.Sqlite;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

/// <summary>The key-encryption key changes, goes away and comes back while a store is at work.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public async Task S072_keys_rotate_while_customers_are_served_and_no_request_fails()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => store.Customers.ChooseAsync(Customer(i), Yes())));
        using var stop = new CancellationTokenSource();
        var served = 0;
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var (known, fresh) = (Customer(((worker * 150) + i) % 600), Customer(10_000 + (worker * 100_000) + i));
                await store.Customers.ChooseAsync(fresh, Yes());
                Assert.True(await store.Customers.RecordAsync(Bought(known, $"m-{worker}-{i}", i % 100)));
                Assert.NotEmpty((await store.Customers.ReadAsync(known)).History);
                Interlocked.Increment(ref served);
            }
        })));

        var results = new List<KeyRotationResult>();
        for (var i = 0; i < 3; i++)
        {
            var before = Volatile.Read(ref served);
            results.Add(await Task.Run(() => KeyRotation.Run(Keys, null)));
            while (Volatile.Read(ref served) == before && !load.IsFaulted)
                await Task.Yield();
        }

        await stop.CancelAsync();
        await load;

        Assert.True(served > 0);
        Assert.Equal(["file:kek-2.bin", "file:kek-3.bin", "file:kek-4.bin"], results.Select(result => result.Reference));
        Assert.All(results, result => Assert.True(result.Wrapped >= 600));
        Assert.Equal(["kek-4.bin"], Directory.GetFiles(Keys, "kek*").Select(Path.GetFileName));
        Assert.True(store.Health.KeysAvailable);
    }

    [Fact]
    public async Task After_a_rotation_a_restart_reads_everything_and_the_old_key_opens_nothing()
    {
        byte[] old;
        await using (var store = await OpenAsync())
        {
            await store.Customers.ChooseAsync(Customer(1), Yes());
            await store.Customers.RecordAsync(Bought(Customer(1), "m", 7));
            old = await File.ReadAllBytesAsync(Path.Combine(Keys, "kek.bin"));
        }

        var result = KeyRotation.Run(Keys, null);

        Assert.Equal((2, false, 0), (result.Generation, result.IsResumed, result.LeftToRemove.Count));
        await using (var store = await OpenAsync())
            Assert.Single((await store.Customers.ReadAsync(Customer(1))).History);
        File.Delete(Path.Combine(Keys, "kek-2.bin"));
        await File.WriteAllBytesAsync(Path.Combine(Keys, "kek.bin"), old);
        await File.WriteAllBytesAsync(Path.Combine(Keys, "kek-2.bin"), old);
        await using var thief = await OpenAsync();
        Assert.False(thief.Health.KeysAvailable);
    }

    [Theory]
    [InlineData("rotation:begun")]
    [InlineData("rotation:page")]
    [InlineData("rotation:retired")]
    public async Task An_interrupted_rotation_leaves_both_keys_valid_and_is_continued_by_the_next(string where)
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => store.Customers.ChooseAsync(Customer(i), Yes())));

        Assert.Throws<InvalidOperationException>(() => KeyRotation.Run(Keys, null, atStep: step =>
        {
            if (step == where)
                throw new InvalidOperationException("power cut");
        }));

        await store.Customers.ChooseAsync(Customer(5_000), Yes());
        Assert.Single((await store.Customers.ReadAsync(Customer(1_100))).Ledger.Entries);
        var result = KeyRotation.Run(Keys, null);
        Assert.Equal(where != "rotation:retired", result.IsResumed);
        using var database = new SqliteDatabase(Path.Combine(Keys, "keystore.db"), isReader: true);
        Assert.Equal(0, KeyTable.CountOlder(database, result.Generation));
        Assert.Equal(result.Generation, Generations.NewestIn(database));
        Assert.Single((await store.Customers.ReadAsync(Customer(5_000))).Ledger.Entries);
    }

    [Fact]
    public async Task A_key_may_come_from_the_environment_and_rotate_to_another_variable()
    {
        var (first, second) = ("RAPPORT_TEST_KEK_" + Guid.NewGuid().ToString("N"), "RAPPORT_TEST_KEK_" + Guid.NewGuid().ToString("N"));
        Environment.SetEnvironmentVariable(first, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Environment.SetEnvironmentVariable(second, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        try
        {
            await using (var store = await OpenAsync("env:" + first))
                await store.Customers.ChooseAsync(Customer(1), Yes());
            Assert.Empty(Directory.GetFiles(Keys, "kek*"));

            Assert.Equal(["env:" + first], KeyRotation.Run(Keys, "env:" + second).LeftToRemove);

            Environment.SetEnvironmentVariable(first, null);
            await using var again = await OpenAsync("env:" + first);
            Assert.Single((await again.Customers.ReadAsync(Customer(1))).Ledger.Entries);
        }
        finally
        {
            Environment.SetEnvironmentVariable(first, null);
            Environment.SetEnvironmentVariable(second, null);
        }
    }

    [Theory]
    [InlineData("kek.bin")]
    [InlineData("keystore.db")]
    public async Task Keys_taken_away_while_running_are_missed_within_a_second_and_found_again(string file)
    {
        var time = new FakeTimeProvider(Now);
        await using var store = await OpenAsync(time: time);
        await store.Customers.ChooseAsync(Customer(1), Yes());
        Assert.True(store.Health.KeysAvailable);

        File.Move(Path.Combine(Keys, file), Path.Combine(_home.Folder, file));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(store.Health.KeysAvailable);
        await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ReadAsync(Customer(1)).AsTask());
        await Assert.ThrowsAsync<KeysUnavailableException>(() => store.Customers.ChooseAsync(Customer(2), Yes()));
        Assert.False(store.Decisions.TryAppend(Decision(null, 1)));

        File.Move(Path.Combine(_home.Folder, file), Path.Combine(Keys, file));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(store.Health.KeysAvailable);
        Assert.Single((await store.Customers.ReadAsync(Customer(1))).Ledger.Entries);
        await store.Customers.ChooseAsync(Customer(2), Yes());
    }

    [Fact]
    public void A_key_store_of_before_generations_opens_and_keeps_its_names()
    {
        var kek = RandomNumberGenerator.GetBytes(32);
        Directory.CreateDirectory(Keys);
        File.WriteAllBytes(Path.Combine(Keys, "kek.bin"), kek);
        var key = RandomNumberGenerator.GetBytes(32);
        var root = new RootSecret(kek);
        var customer = root.CustomerKeyOf(Tenant, Customer(1));
        var path = Path.Combine(Keys, "keystore.db");
        using (var before = new SqliteDatabase(path))
        {
            before.Execute(Schema.Of("Sqlite/schema/keys").First().Sql);
            before.Execute("CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID; INSERT INTO migrations VALUES ('0001-first.sql')");
            before.Prepare("INSERT INTO meta VALUES ('kek', ?1)").Bind(root.Fingerprint).Run();
            before.Prepare("INSERT INTO data_keys VALUES (?1, ?2, ?3)").Bind(Tenant.Value).Bind(customer.ToBytes())
                .Bind(Sealer.Seal(RootSecret.Derive(kek, "rapport wrapping 1"), key, KeyStore.Name(customer))).Run();
        }

        using (var store = new KeyStore(path, new KeyEncryption(Keys), KeyEncryption.FirstFile))
        {
            Assert.Equal(root.Fingerprint, store.Root.Fingerprint);
            Assert.Equal(key, store.Find(customer));
        }

        KeyRotation.Run(Keys, null);
        using var rotated = new KeyStore(path, new KeyEncryption(Keys), KeyEncryption.FirstFile);
        Assert.Equal(key, rotated.Find(customer));
        Assert.Equal(customer, rotated.Root.CustomerKeyOf(Tenant, Customer(1)));
    }

    public void Dispose() => _home.Dispose();

    private string Keys => _home.PathOf("keys");

    private Task<RapportStore> OpenAsync(string keyEncryption = "file", TimeProvider? time = null) =>
        RapportStore.OpenAsync(new StorageOptions { Home = _home.Folder, KeyEncryption = keyEncryption }, time ?? TimeProvider.System, CancellationToken.None);
}
