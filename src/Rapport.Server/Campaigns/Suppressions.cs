using System.Text;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Server.Campaigns;

/// <summary>Addresses that get no campaign any more, as keyed hashes in a small file of the home for each shop.</summary>
/// <remarks><b>Threads</b>: safe. Durable when the call returns.</remarks>
internal sealed class Suppressions(RapportOptions options, MailNames names)
{
    private readonly Dictionary<TenantId, HashSet<string>> _hashes = [];
    private readonly Lock _turn = new();

    public bool Contains(TenantId tenant, string address)
    {
        lock (_turn)
        {
            return Of(tenant).Contains(names.AddressOf(tenant, address));
        }
    }

    /// <returns>How many were not there yet.</returns>
    public int Add(TenantId tenant, IEnumerable<string> addresses)
    {
        lock (_turn)
        {
            var fresh = addresses.Select(address => names.AddressOf(tenant, address)).Where(Of(tenant).Add).ToList();
            if (fresh.Count == 0)
                return 0;
            var path = PathOf(tenant);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            file.Write(Encoding.ASCII.GetBytes(string.Concat(fresh.Select(hash => hash + "\n"))));
            file.Flush(flushToDisk: true);
            return fresh.Count;
        }
    }

    private HashSet<string> Of(TenantId tenant)
    {
        if (_hashes.TryGetValue(tenant, out var known))
            return known;
        var path = PathOf(tenant);
        return _hashes[tenant] = File.Exists(path) ? new(File.ReadAllLines(path), StringComparer.Ordinal) : new(StringComparer.Ordinal);
    }

    private string PathOf(TenantId tenant) => Path.Combine(options.Home, "campaigns", tenant.Value, "suppressed");
}
