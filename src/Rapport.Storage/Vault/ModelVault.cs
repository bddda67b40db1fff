using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Vault;

/// <summary>Models and batch lists as encrypted files: <c>models/TENANT/NAME.bin</c>, the name random, and <c>current</c>, which names the newest (ground rule 11).</summary>
/// <remarks>
/// <para><b>Shape and units</b>: a file is a mark with the version of its form, the id of its key, and sealed pieces (<see cref="SealedPiece"/>).</para>
/// <para>Destroying superseded versions also changes the key, so that a stray copy of an old file is noise.</para>
/// </remarks>
internal sealed class ModelVault(string folder, KeyRing keys, Action<string>? atStep) : IModelVault
{
    private const string Use = "model";
    private const int KeyIdLength = 8;

    /// <summary>A file of another form is not read: the model is trained anew.</summary>
    private static ReadOnlySpan<byte> Mark => "RPPV\0\0\0\u0002"u8;

    public Task<T?> LoadAsync<T>(TenantId tenant, Func<Stream, T> read, CancellationToken cancellation)
        where T : class => Task.Run(() => Load(tenant, read), cancellation);

    public Task SaveAsync(TenantId tenant, Action<Stream> write, bool destroySuperseded, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        return Task.Run(() => Save(tenant, write, destroySuperseded), cancellation);
    }

    public Task<byte[]> SecretAsync(TenantId tenant, CancellationToken cancellation) =>
        Task.Run(() => keys.Store.EnsureTenantKey(tenant, "lists").Key, cancellation);

    private T? Load<T>(TenantId tenant, Func<Stream, T> read)
        where T : class
    {
        var place = Path.Combine(folder, tenant.Value);
        var pointer = Path.Combine(place, "current");
        if (!keys.IsAvailable || !File.Exists(pointer))
            return null;

        // The file the pointer names; should it be damaged, the newest other one that opens.
        var candidates = Directory.EnumerateFiles(place, "*.bin").OrderByDescending(File.GetLastWriteTimeUtc).Prepend(Path.Combine(place, File.ReadAllText(pointer)));
        return candidates.Where(File.Exists).Select(path => Open(tenant, path, read)).FirstOrDefault(model => model is not null);
    }

    private void Save(TenantId tenant, Action<Stream> write, bool destroySuperseded)
    {
        var place = Path.Combine(folder, tenant.Value);
        HomeFolder.CreatePrivate(place);
        var (keyId, key) = keys.Store.EnsureTenantKey(tenant, Use, fresh: destroySuperseded);
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + ".bin";

        HomeFolder.WriteDurably(Path.Combine(place, name), file => Seal(tenant, keyId, key, write, file));
        atStep?.Invoke("model:written");
        var pointer = Path.Combine(place, "current");
        var previous = File.Exists(pointer) ? File.ReadAllText(pointer) : "";
        HomeFolder.WriteDurably(pointer, Encoding.ASCII.GetBytes(name));
        atStep?.Invoke("model:published");

        foreach (var path in Directory.EnumerateFiles(place))
        {
            var file = Path.GetFileName(path);
            if (file != name && file != "current" && (destroySuperseded || file != previous))
                File.Delete(path);
        }

        atStep?.Invoke("model:superseded-removed");
        HomeFolder.SyncFolder(place);
        if (destroySuperseded)
            keys.Store.DestroyTenantKeysBut(tenant, Use, keyId);
    }

    private void Seal(TenantId tenant, byte[] keyId, byte[] key, Action<Stream> write, Stream file)
    {
        file.Write(Mark);
        file.Write(keyId);
        using var sealing = new SealingStream(file, key, tenant);
        write(sealing);
        atStep?.Invoke("model:sealing");
        sealing.Complete();
    }

    private T? Open<T>(TenantId tenant, string path, Func<Stream, T> read)
        where T : class
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[Mark.Length + KeyIdLength];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[..Mark.Length].SequenceEqual(Mark)
            || keys.Store.FindTenantKey(tenant, Use, head[Mark.Length..]) is not { } key)
            return null;
        try
        {
            using var opening = new OpeningStream(file, key, tenant);
            var model = read(opening);
            opening.ReadToEnd();
            return model;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
