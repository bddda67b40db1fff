using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Rapport.Storage.Keys;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

/// <summary>A key-encryption key that never leaves its device: SoftHSM of Debian's packages, over PKCS#11.</summary>
/// <remarks>Where SoftHSM is missing the test is skipped and says so; under <c>CI=true</c> it fails.</remarks>
public sealed class Pkcs11Tests : IDisposable
{
    private const string Pin = "qz-4711";
    private readonly TemporaryHome _home = new();

    [Fact]
    public async Task S072_a_home_moves_its_key_into_a_device_rotates_there_and_opens_only_with_it()
    {
        var uri = await DeviceAsync();
        var (first, second) = (uri.Replace("OBJECT", "kek-1", StringComparison.Ordinal), uri.Replace("OBJECT", "kek-2", StringComparison.Ordinal));
        await using (var store = await OpenAsync())
        {
            await store.Customers.ChooseAsync(Customer(1), Yes());
            KeyRotation.Run(Keys, first);
            await store.Customers.ChooseAsync(Customer(2), Yes());
            Assert.Equal([first], KeyRotation.Run(Keys, second).LeftToRemove);
            await store.Customers.ChooseAsync(Customer(3), Yes());
        }

        Assert.Empty(Directory.GetFiles(Keys, "kek*"));
        await using (var again = await OpenAsync())
        {
            for (var i = 1; i <= 3; i++)
                Assert.Single((await again.Customers.ReadAsync(Customer(i))).Ledger.Entries);
        }

        var name = "name"u8.ToArray();
        var (sealing, other) = (Pkcs11Key.TryOpen(second)!, Pkcs11Key.TryOpen(first)!);
        var block = sealing.Seal([1, 2, 3], name);
        Assert.Equal([1, 2, 3], sealing.Open(block, name));
        Assert.Null(sealing.Open(block, "another"u8.ToArray()));
        Assert.Null(other.Open(block, name));
        block[^1] ^= 1;
        Assert.Null(sealing.Open(block, name));
        Assert.Null(Pkcs11Key.TryOpen(uri.Replace("OBJECT", "nowhere", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_address_with_the_pin_in_it_is_refused()
    {
        Assert.True(KeyRotation.IsReference("pkcs11:token=t;object=o?module-path=m&pin-source=env:PIN"));
        Assert.False(KeyRotation.IsReference("pkcs11:token=t;object=o?module-path=m&pin-value=1234"));
        Assert.False(KeyRotation.IsReference("pkcs11:token=t?module-path=m&pin-source=env:PIN"));
        Assert.False(KeyRotation.IsReference("cloud:key"));
    }

    public void Dispose() => _home.Dispose();

    private string Keys => _home.PathOf("keys");

    private Task<RapportStore> OpenAsync() => RapportStore.OpenAsync(new StorageOptions { Home = _home.Folder }, TimeProvider.System, CancellationToken.None);

    /// <summary>A token of its own in a new SoftHSM; its URI, with <c>OBJECT</c> for the key's label.</summary>
    private async Task<string> DeviceAsync()
    {
        var module = ((string[])["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"]).FirstOrDefault(File.Exists);
        if (module is null)
        {
            const string Missing = "SoftHSM is not installed (Debian: apt-get install softhsm2): the test of PKCS#11 did not run.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Skip(Missing);
        }

        Directory.CreateDirectory(_home.PathOf("tokens"));
        var configuration = _home.PathOf("softhsm2.conf");
        await File.WriteAllTextAsync(configuration, $"directories.tokendir = {_home.PathOf("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // The library reads the process's own environment, which .NET only copies.
        Assert.Equal(0, SetVariable("SOFTHSM2_CONF", configuration));
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", "rapport", "--pin", Pin, "--so-pin", Pin]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOFTHSM2_CONF"] = configuration;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        await File.WriteAllTextAsync(_home.PathOf("pin"), Pin + "\n");
        return $"pkcs11:token=rapport;object=OBJECT?module-path={module}&pin-source=file:{_home.PathOf("pin")}";
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeSetVariable(byte[] name, byte[] value, int overwrite);

    private static int SetVariable(string name, string value) => NativeSetVariable([.. Encoding.UTF8.GetBytes(name), 0], [.. Encoding.UTF8.GetBytes(value), 0], 1);
}
