using Rapport.Core.Consent;
using Rapport.Storage.House;
using Rapport.Storage.Keys;
using Rapport.Storage.Sqlite;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

/// <summary>Copies of a home, and what they bring back.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public async Task S071_an_old_backup_of_an_erased_customer_is_noise_under_the_present_keys_and_restoring_it_keeps_her_erased()
    {
        await using (var store = await OpenAsync(Original))
        {
            await LiveAsync(store, 1, 2, 3);
            // Who said no to everything has a file without a name.
            await store.Customers.ChooseAsync(Customer(4), Withdrawal());
            Backup.WriteData(Original, Copy);
            await store.Customers.EraseAsync(Tenant, Customer(1), Now.AddMinutes(5));
            await store.Customers.EraseAsync(Tenant, Customer(2), Now.AddMinutes(5));
            await store.Customers.ChooseAsync(Customer(2), Yes(at: Now.AddMinutes(6)));
        }

        Directory.Move(Path.Combine(Original, "data"), _home.PathOf("data-of-then"));
        var erased = await NameAsync(Customer(1));
        Assert.Equal([1L, 1L, 1L, 1L], Count(Path.Combine(Copy, "data", "rapport.db"), "SELECT COUNT(*) FROM customers GROUP BY customer_key"));
        Assert.Empty(OpenedBlocks(Path.Combine(Copy, "data", "rapport.db"), erased));

        Backup.Restore(Copy, keys: null, Original);

        await using var restored = await OpenAsync(Original);
        Assert.Equal(2, restored.RemovedAfterRestore);
        Assert.Empty((await restored.Customers.ReadAsync(Customer(1))).Ledger.Entries);
        Assert.Empty((await restored.Customers.ReadAsync(Customer(2))).History);
        Assert.Single((await restored.Customers.ReadAsync(Customer(3))).History);
        Assert.Empty(await restored.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
        Assert.NotEmpty(await restored.Decisions.ReadAsync(Tenant, Customer(3), 10, CancellationToken.None));
        Assert.Equal([0L], Count(Path.Combine(Original, "data", "decisions.db"), $"SELECT COUNT(*) FROM decisions WHERE subject = x'{Convert.ToHexString(erased.ToBytes())}'"));
        await restored.Customers.ChooseAsync(Customer(1), Yes(at: Now.AddMinutes(10)));
        Assert.False(await restored.Customers.RecordAsync(Bought(Customer(1), "late", 4, Now)));
        Assert.Null(await restored.Decisions.VerifyAsync(CancellationToken.None));
        Assert.Null((await restored.Audit.VerifyAsync(CancellationToken.None)).Broken);
    }

    [Fact]
    public async Task The_scan_after_an_erasure_finds_her_key_in_a_copy_of_the_key_store_until_it_is_made_anew()
    {
        await using var store = await OpenAsync(Original);
        await LiveAsync(store, 1, 2);
        var (vault, register) = (_home.PathOf("vault"), new BackupRegister(Original));
        Backup.WriteData(Original, Copy);
        register.Note(BackupEntry.Data, Copy, Now);
        Backup.WriteKeys(Original, vault);
        register.Note(BackupEntry.Keys, vault, Now);
        await store.Models.SaveAsync(Tenant, model => model.Write("no name"u8), destroySuperseded: false, CancellationToken.None);
        await store.Customers.EraseAsync(Tenant, Customer(1), Now.AddMinutes(5));

        Assert.Equal(["backups 1"], await LeftAsync(store));
        Backup.WriteKeys(Original, vault);
        register.Note(BackupEntry.Keys, vault, Now.AddMinutes(6));
        Assert.Empty(await LeftAsync(store));
        Assert.Equal([(BackupEntry.Data, Now), (BackupEntry.Keys, Now.AddMinutes(6))], register.Read().Select(entry => (entry.What, entry.At)));
        Assert.Equal(Now, register.LastOf(BackupEntry.Data));
    }

    [Fact]
    public async Task The_scan_after_an_erasure_finds_a_name_in_a_model_and_in_a_file_of_the_house()
    {
        await using var store = await OpenAsync(Original);
        await LiveAsync(store, 1);
        var name = (await NameAsync(Customer(1))).ToBytes();
        await store.Models.SaveAsync(Tenant, model =>
        {
            model.Write(new byte[(1 << 20) - 7]);
            model.Write(name);
        }, destroySuperseded: false, CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(Original, "notes"));
        await File.WriteAllTextAsync(Path.Combine(Original, "notes", "somebody"), "seen: " + Convert.ToHexStringLower(name));
        await store.Customers.EraseAsync(Tenant, Customer(1), Now.AddMinutes(5));

        Assert.Equal(["models 1", "logs 1"], await LeftAsync(store));
        await store.Models.SaveAsync(Tenant, model => model.Write("no name"u8), destroySuperseded: true, CancellationToken.None);
        Directory.Delete(Path.Combine(Original, "notes"), recursive: true);
        Assert.Empty(await LeftAsync(store));
    }

    private static async Task<IEnumerable<string>> LeftAsync(RapportStore store) =>
        (await store.Residue.ScanAsync(Tenant, Customer(1), CancellationToken.None)).Where(place => place.Value > 0).Select(place => $"{place.Key} {place.Value}");

    [Fact]
    public async Task A_restored_backup_brings_no_consent_back_that_was_withdrawn_since_and_no_line_that_was_taken_back()
    {
        await using (var store = await OpenAsync(Original))
        {
            await LiveAsync(store, 1, 2, 3);
            await store.Customers.RecordAsync(Bought(Customer(3), "m-kept", 30));
            await store.Customers.ChooseAsync(Customer(4), Yes(), Withdrawal(at: Now.AddMinutes(1)), Yes(at: Now.AddMinutes(2)));
            Backup.WriteData(Original, Copy);
            await store.Customers.ChooseAsync(Customer(1), Withdrawal(at: Now.AddMinutes(5)));
            await store.Customers.ChooseAsync(Customer(2), Withdrawal(Purposes.Email, Now.AddMinutes(5)) with { Scope = "topic:Kitchen > Pans" });
            await store.Customers.ChangeAsync(Tenant, Customer(3), file => file.Remove(line => line.Item == Item(3)), CancellationToken.None);
            await store.Customers.ChooseAsync(Customer(5), Withdrawal(at: Now.AddMinutes(5)));
        }

        Directory.Move(Path.Combine(Original, "data"), _home.PathOf("data-of-then"));
        Backup.Restore(Copy, keys: null, Original);

        await using (var restored = await OpenAsync(Original))
        {
            Assert.Equal((null, 4), (restored.RemovedAfterRestore, restored.RefusedAfterRestore));
            var first = await restored.Customers.ReadAsync(Customer(1));
            Assert.Equal((0, ConsentChoice.Withdrawn), (first.History.Count, first.Ledger.Entries[^1].Choice));
            Assert.Empty(await restored.Decisions.ReadAsync(Tenant, Customer(1), 10, CancellationToken.None));
            Assert.False(await restored.Customers.RecordAsync(Bought(Customer(1), "late", 4)));
            Assert.Equal("topic:Kitchen > Pans", (await restored.Customers.ReadAsync(Customer(2))).Ledger.Entries[^1].Scope);
            Assert.Equal(Item(30), Assert.Single((await restored.Customers.ReadAsync(Customer(3))).History).Item);
            Assert.False(await restored.Customers.RecordAsync(Bought(Customer(3), "m-3", 3)));
            Assert.True((await restored.Customers.ReadAsync(Customer(4))).Ledger.Allows(Purposes.Recommendations, Now.AddMinutes(3)));
            Assert.Equal([Withdrawal(at: Now.AddMinutes(5))], (await restored.Customers.ReadAsync(Customer(5))).Ledger.Entries);
            await restored.Customers.ChooseAsync(Customer(1), Yes(at: Now.AddMinutes(9)));
        }

        await using var again = await OpenAsync(Original);
        Assert.Equal(0, again.RefusedAfterRestore);
        Assert.True((await again.Customers.ReadAsync(Customer(1))).Ledger.Allows(Purposes.Recommendations, Now.AddMinutes(10)));
    }

    [Fact]
    public async Task Refusals_go_with_their_customer_are_unreadable_beside_the_keys_and_are_never_numbered_twice()
    {
        var keys = _home.PathOf("keys-copy");
        await using (var store = await OpenAsync(Original))
        {
            await LiveAsync(store, 1, 2);
            Backup.WriteKeys(Original, keys);
            await store.Customers.ChooseAsync(Customer(1), Withdrawal(at: Now.AddMinutes(5)) with { Scope = "topic:Kitchen > Pans" });
            await store.Customers.ChooseAsync(Customer(2), Withdrawal(at: Now.AddMinutes(5)));
            await store.Customers.EraseAsync(Tenant, Customer(1), Now.AddMinutes(6));
        }

        var file = Path.Combine(Original, "keys", "keystore.db");
        Assert.Equal([1L], Count(file, "SELECT COUNT(*) FROM refusals"));
        Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("Kitchen"u8) < 0);

        // A key store that is older than the data: the next refusal has a number that the data do not know.
        File.Copy(Path.Combine(keys, "keystore.db"), file, overwrite: true);
        await using (var store = await OpenAsync(Original))
            await store.Customers.ChooseAsync(Customer(2), Withdrawal(Purposes.Email, Now.AddMinutes(7)));
        Assert.Equal([3L], Count(file, "SELECT number FROM refusals"));
    }

    [Fact]
    public async Task A_home_comes_back_from_its_two_backups_and_the_key_that_was_kept_apart()
    {
        var keys = _home.PathOf("keys-copy");
        await using (var store = await OpenAsync(Original))
        {
            await LiveAsync(store, 1, 2);
            Backup.WriteData(Original, Copy);
            Backup.WriteKeys(Original, keys);
        }

        var kek = await File.ReadAllBytesAsync(Path.Combine(Original, "keys", "kek.bin"));
        Assert.DoesNotContain(Directory.GetFiles(Copy, "*", SearchOption.AllDirectories), file => Path.GetFileName(file) is "keystore.db" or "kek.bin" || file.Contains("models", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(keys, "kek.bin")));
        Directory.Delete(Original, recursive: true);

        Backup.Restore(Copy, keys, Original);
        await File.WriteAllBytesAsync(Path.Combine(Original, "keys", "kek.bin"), kek);

        await using var restored = await OpenAsync(Original);
        Assert.Null(restored.RemovedAfterRestore);
        Assert.Single((await restored.Customers.ReadAsync(Customer(2))).History);
        Assert.Throws<IOException>(() => Backup.Restore(Copy, keys, Original));
        Assert.Throws<IOException>(() => Backup.WriteKeys(Original, Copy));
        Assert.Throws<IOException>(() => Backup.WriteData(Original, Copy));
    }

    [Fact]
    public async Task The_backup_of_the_key_store_has_the_latest_state_only()
    {
        var keys = _home.PathOf("keys-copy");
        await using var store = await OpenAsync(Original);
        await LiveAsync(store, 1, 2);
        Backup.WriteKeys(Original, keys);
        byte[] wrapped;
        using (var copy = new SqliteDatabase(Path.Combine(keys, "keystore.db"), isReader: true))
        {
            var statement = copy.Prepare("SELECT wrapped FROM data_keys WHERE customer_key = ?1").Bind((await NameAsync(Customer(1))).ToBytes());
            Assert.True(statement.Step());
            wrapped = statement.Blob(0);
        }

        await store.Customers.EraseAsync(Tenant, Customer(1), Now);
        Backup.WriteKeys(Original, keys);

        Assert.All(Directory.GetFiles(keys), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(wrapped) < 0, file));
        Assert.Equal([1L], Count(Path.Combine(keys, "keystore.db"), "SELECT COUNT(*) FROM data_keys"));
    }

    public void Dispose() => _home.Dispose();

    private string Original => _home.PathOf("home");

    private string Copy => _home.PathOf("copy");

    private static Task<RapportStore> OpenAsync(string home) => RapportStore.OpenAsync(new StorageOptions { Home = home }, TimeProvider.System, CancellationToken.None);

    private static async Task LiveAsync(RapportStore store, params int[] customers)
    {
        foreach (var customer in customers)
        {
            await store.Customers.ChooseAsync(Customer(customer), Yes());
            Assert.True(await store.Customers.RecordAsync(Bought(Customer(customer), $"m-{customer}", customer)));
            Assert.True(store.Decisions.TryAppend(Decision(Customer(customer), customer)));
        }

        await store.Audit.AppendAsync(new Core.Rights.AuditEntry("operator", "customer.read", Tenant, Customer(customers[0])), CancellationToken.None);
        await store.Decisions.FlushAsync(CancellationToken.None);
    }

    private Task<CustomerKey> NameAsync(Core.Events.CustomerId customer)
    {
        using var keys = new KeyStore(Path.Combine(Original, "keys", "keystore.db"), new KeyEncryption(Path.Combine(Original, "keys")), KeyEncryption.FirstFile);
        return Task.FromResult(keys.Root.CustomerKeyOf(Tenant, customer));
    }

    /// <summary>Tries every key that the key store has on the customer's blocks: none may open one.</summary>
    private List<byte[]> OpenedBlocks(string path, CustomerKey customer)
    {
        using var keys = new KeyStore(Path.Combine(Original, "keys", "keystore.db"), new KeyEncryption(Path.Combine(Original, "keys")), KeyEncryption.FirstFile);
        using var database = new SqliteDatabase(path, isReader: true);
        var statement = database.Prepare("SELECT tail FROM customers WHERE customer_key = ?1").Bind(customer.ToBytes());
        Assert.True(statement.Step());
        var tail = statement.Blob(0);
        statement.Reset();
        var all = keys.Range(new CustomerKey(Tenant, 0), new CustomerKey(Tenant, UInt128.MaxValue));
        Assert.Equal(3, all.Count);
        return [.. all.Where(pair => Customers.FileSealer.Open(new Customers.StoredCustomer(customer, tail, null, []), keys.Unwrap(pair.Key, pair.Value)) is not null).Select(_ => tail)];
    }

    private static List<long> Count(string path, string sql)
    {
        using var database = new SqliteDatabase(path, isReader: true);
        var counts = new List<long>();
        var statement = database.Prepare(sql);
        while (statement.Step())
            counts.Add(statement.Long(0));
        return counts;
    }
}
