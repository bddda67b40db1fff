using Npgsql;
using Rapport.Core.History;
using Rapport.Testing;
using static Rapport.Storage.Tests.Samples;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Rapport.Storage.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    private string? _connection;

    private protected override async Task<StorageOptions> OptionsAsync(Action<string>? atStep = null, int linesPerSegment = 10_000) => new()
    {
        Home = Home.Folder,
        Store = StoreKind.Postgres,
        PostgresConnection = _connection ??= await server.CreateDatabaseAsync(),
        AtStep = atStep,
        LinesPerSegment = linesPerSegment,
    };

    [Fact]
    public async Task Two_servers_on_one_database_keep_every_change_and_every_withdrawal()
    {
        using var otherHome = new TemporaryHome();
        var options = await OptionsAsync();
        var other = new StorageOptions { Home = otherHome.Folder, KeysFolder = Home.PathOf("keys"), Store = StoreKind.Postgres, PostgresConnection = options.PostgresConnection };
        var opened = await Task.WhenAll(OpenAsync(), RapportStore.OpenAsync(other, TimeProvider.System, CancellationToken.None));
        await using var first = opened[0];
        await using var second = opened[1];
        Assert.All(opened, store => Assert.True(store.Health.KeysAvailable));
        Assert.Equal(first.PublicKeyPem, second.PublicKeyPem);

        // The first change makes the key: two servers at once make one.
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => opened[i % 2].Customers.ChooseAsync(Customer(i / 4), Yes())));
        var stored = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => opened[i % 2].Customers.RecordAsync(Bought(Customer(i % 10), $"m{i}", i))));
        Assert.Equal(200, stored.Count(isStored => isStored));
        foreach (var store in opened)
        {
            for (var c = 0; c < 10; c++)
            {
                var file = await store.Customers.ReadAsync(Customer(c));
                Assert.Equal(4, file.Ledger.Entries.Count);
                Assert.Equal(20, file.History.Count);
            }
        }

        await first.Customers.ChooseAsync(Customer(1), Withdrawal());
        Assert.False(await second.Customers.RecordAsync(Bought(Customer(1), "late", 1)));
        await second.Customers.EraseAsync(Tenant, Customer(2), Now);
        await first.Customers.ChooseAsync(Customer(2), Yes(at: Now.AddMinutes(1)));
        Assert.True(await second.Customers.RecordAsync(Bought(Customer(2), "anew", 2, Now.AddMinutes(2))));
        Assert.Single((await first.Customers.ReadAsync(Customer(2))).History);
    }

    [Fact]
    public async Task Of_an_erased_customer_no_dead_row_is_left_in_the_database_files()
    {
        await using var store = await OpenAsync();
        for (var i = 1; i <= 5; i++)
        {
            await store.Customers.ChooseAsync(Customer(i), Yes());
            Assert.True(await store.Customers.RecordAsync(Bought(Customer(i), $"m-{i}", i)));
            Assert.True(store.Decisions.TryAppend(Decision(Customer(i), i)));
        }

        await store.Decisions.FlushAsync(CancellationToken.None);
        var (first, second) = (await NameAsync(1), await NameAsync(2));
        Assert.True(await IsInFilesAsync(first) && await IsInFilesAsync(second));

        await store.Customers.EraseAsync(Tenant, Customer(1), Now);
        await store.SweptAsync();

        Assert.False(await IsInFilesAsync(first));
        Assert.True(await IsInFilesAsync(second));
        Assert.Single((await store.Customers.ReadAsync(Customer(2))).History);
        Assert.Null(await store.Decisions.VerifyAsync(CancellationToken.None));
    }

    /// <summary>What a customer is called on disk.</summary>
    private Task<byte[]> NameAsync(int customer)
    {
        using var keys = new Keys.KeyStore(Home.PathOf("keys", "keystore.db"), new Keys.KeyEncryption(Home.PathOf("keys")), Keys.KeyEncryption.FirstFile);
        return Task.FromResult(keys.Root.CustomerKeyOf(Tenant, Customer(customer)).ToBytes());
    }

    private async Task<bool> IsInFilesAsync(byte[] name) => (await DatabaseFilesAsync()).Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(name) >= 0);

    [Fact]
    public async Task S071_an_older_dump_restored_beside_the_present_keys_keeps_the_erased_erased()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 1; i <= 4; i++)
            {
                await store.Customers.ChooseAsync(Customer(i), Yes());
                Assert.True(store.Decisions.TryAppend(Decision(Customer(i), i)));
            }

            await store.Decisions.FlushAsync(CancellationToken.None);
        }

        var present = new NpgsqlConnectionStringBuilder(_connection!).Database!;
        NpgsqlConnection.ClearAllPools();
        await TamperAsync($"CREATE DATABASE {present}_dump TEMPLATE {present}", "postgres");
        await using (var store = await OpenAsync())
        {
            await store.Customers.EraseAsync(Tenant, Customer(1), Now);
            await store.Customers.EraseAsync(Tenant, Customer(2), Now);
            await store.Customers.ChooseAsync(Customer(2), Yes(at: Now.AddMinutes(1)));
            await store.Customers.ChooseAsync(Customer(4), Withdrawal(at: Now.AddMinutes(1)));
        }

        _connection = _connection!.Replace(present, present + "_dump", StringComparison.Ordinal);
        await using var restored = await OpenAsync();

        Assert.Equal(2, restored.RemovedAfterRestore);
        Assert.Equal(1, restored.RefusedAfterRestore);
        Assert.False((await restored.Customers.ReadAsync(Customer(4))).Ledger.HasYes);
        Assert.Empty(await restored.Decisions.ReadAsync(Tenant, Customer(4), 10, CancellationToken.None));
        Assert.Equal(Now, (await restored.Customers.ReadAsync(Customer(1))).ErasedAt);
        Assert.Single((await restored.Customers.ReadAsync(Customer(3))).Ledger.Entries);
        Assert.Single(await restored.Decisions.ReadAsync(Tenant, Customer(3), 10, CancellationToken.None));
        Assert.Null(await restored.Decisions.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Acknowledged_changes_outlive_a_crash_of_the_database_and_the_store_heals()
    {
        await using var store = await OpenAsync();
        await store.Customers.ChooseAsync(Customer(1), Yes());
        Assert.True(store.Decisions.TryAppend(Decision(Customer(1), 1)));
        await store.Decisions.FlushAsync(CancellationToken.None);

        await server.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Customers.ReadAsync(Customer(1)).AsTask());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Customers.RecordAsync(Bought(Customer(1), "away", 1)));
        Assert.False(store.Health.StoreAvailable);
        await server.StartAgainAsync();

        Assert.True(await store.Customers.RecordAsync(Bought(Customer(1), "back", 2)));
        var file = await store.Customers.ReadAsync(Customer(1));
        Assert.Single(file.Ledger.Entries);
        Assert.Equal(Item(2), Assert.Single(file.History).Item);
        Assert.True(store.Health.StoreAvailable);
        Assert.Single(await store.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
    }

    private protected override Task TamperAsync(string sql) => TamperAsync(sql, null);

    private async Task TamperAsync(string sql, string? database)
    {
        await using var source = NpgsqlDataSource.Create(_connection! + ";Pooling=false;Command Timeout=300" + (database is null ? "" : ";Database=" + database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private protected override async Task<IReadOnlyList<string>> DatabaseFilesAsync()
    {
        await using var source = NpgsqlDataSource.Create(_connection! + ";Pooling=false;Command Timeout=300");
        await using (var checkpoint = source.CreateCommand("CHECKPOINT"))
            await checkpoint.ExecuteNonQueryAsync();
        await using var folder = source.CreateCommand("SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()");
        return Directory.GetFiles((string)(await folder.ExecuteScalarAsync())!);
    }
}
