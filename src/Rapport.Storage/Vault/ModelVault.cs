using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Vault;

/// <summary>Models and batch lists as encrypted files: <c>models/TENANT/SHA.bin</c> and <c>current</c>, which names the newest (ground rule 11).</summary>
/// <remarks>Destroying superseded versions also changes the key, so that a stray copy of an old file is noise.</remarks>
internal sealed class ModelVault(string folder, KeyRing keys, Action<string>? atStep) : IModelVault
{
    private const string Use = "model";
    private const int KeyIdLength = 8;
    private const int ChunkLength = 1 << 20;
    private const int SealedChunkLength = ChunkLength + 29;

    public Task<StoredModel?> LoadAsync(TenantId tenant, CancellationToken cancellation) => Task.Run(() => Load(tenant), cancellation);

    public Task SaveAsync(TenantId tenant, StoredModel model, bool destroySuperseded, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Task.Run(() => Save(tenant, model, destroySuperseded), cancellation);
    }

    private StoredModel? Load(TenantId tenant)
    {
        var place = Path.Combine(folder, tenant.Value);
        var pointer = Path.Combine(place, "current");
        if (!keys.IsAvailable || !File.Exists(pointer))
            return null;

        // The file the pointer names; should it be damaged, the newest other one that opens.
        var candidates = Directory.EnumerateFiles(place, "*.bin").OrderByDescending(File.GetLastWriteTimeUtc).Prepend(Path.Combine(place, File.ReadAllText(pointer)));
        return candidates.Where(File.Exists).Select(path => Open(tenant, path)).FirstOrDefault(model => model is not null);
    }

    private void Save(TenantId tenant, StoredModel model, bool destroySuperseded)
    {
        var place = Path.Combine(folder, tenant.Value);
        HomeFolder.CreatePrivate(place);
        var (keyId, key) = keys.Store.EnsureTenantKey(tenant, Use, fresh: destroySuperseded);
        var plain = Pack(model);
        var name = Convert.ToHexStringLower(SHA256.HashData([.. keyId, .. SHA256.HashData(plain)])) + ".bin";

        HomeFolder.WriteDurably(Path.Combine(place, name), Seal(tenant, keyId, key, plain));
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

        HomeFolder.SyncFolder(place);
        if (destroySuperseded)
            keys.Store.DestroyTenantKeysBut(tenant, Use, keyId);
    }

    private static byte[] Pack(StoredModel model)
    {
        var plain = new byte[8 + model.Model.Length + model.Lists.Length];
        BinaryPrimitives.WriteInt64LittleEndian(plain, model.Model.Length);
        model.Model.Span.CopyTo(plain.AsSpan(8));
        model.Lists.Span.CopyTo(plain.AsSpan(8 + model.Model.Length));
        return plain;
    }

    /// <summary>Key id, plain length, then chunks; each is bound to tenant, place and total length.</summary>
    private static byte[] Seal(TenantId tenant, byte[] keyId, byte[] key, byte[] plain)
    {
        using var file = new MemoryStream(plain.Length + plain.Length / ChunkLength * 29 + 64);
        file.Write(keyId);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, plain.Length);
        file.Write(length);
        for (var at = 0; at < plain.Length; at += ChunkLength)
            file.Write(Sealer.Seal(key, plain.AsSpan(at, Math.Min(ChunkLength, plain.Length - at)), Associated(tenant, at, plain.Length)));
        return file.ToArray();
    }

    private StoredModel? Open(TenantId tenant, string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < KeyIdLength + 8 || keys.Store.FindTenantKey(tenant, Use, file.AsSpan(0, KeyIdLength)) is not { } key)
            return null;
        var length = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(KeyIdLength));
        if (length < 8 || length > file.Length)
            return null;

        var plain = new byte[length];
        var rest = file.AsSpan(KeyIdLength + 8);
        for (var at = 0; at < plain.Length; at += ChunkLength)
        {
            var chunk = rest[..Math.Min(SealedChunkLength, rest.Length)];
            if (Sealer.Open(key, chunk, Associated(tenant, at, plain.Length)) is not { } opened || at + opened.Length > plain.Length)
                return null;
            opened.CopyTo(plain, at);
            rest = rest[chunk.Length..];
        }

        var modelLength = (int)BinaryPrimitives.ReadInt64LittleEndian(plain);
        return new StoredModel(plain.AsMemory(8, modelLength), plain.AsMemory(8 + modelLength));
    }

    private static byte[] Associated(TenantId tenant, int at, int length) => Encoding.ASCII.GetBytes($"model\0{tenant.Value}\0{at}\0{length}");
}
