using System.Text;
using Rapport.Core.Events;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Looks for a customer's names in bytes: what she is called on disk, as bytes and in hexadecimal, and her id where it is long enough to be nobody else's word. The name that staff records have of her is meant to stay.</summary>
internal sealed class NameSearch
{
    private const int ShortestId = 8;
    private const int Piece = 1 << 20;

    private readonly byte[][] _names;
    private readonly int _longest;

    public NameSearch(KeyRing keys, TenantId tenant, CustomerId customer)
    {
        var name = keys.CustomerKeyOf(tenant, customer).ToBytes();
        byte[][] names = [name, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(name))];
        _names = customer.Value.Length < ShortestId ? names : [.. names, Encoding.UTF8.GetBytes(customer.Value)];
        _longest = _names.Max(name => name.Length);
    }

    /// <summary>True where one of the names is in the rest of a stream.</summary>
    public bool IsIn(Stream stream)
    {
        var bytes = new byte[Piece];
        var kept = 0;
        while (stream.ReadAtLeast(bytes.AsSpan(kept), Piece - kept, throwOnEndOfStream: false) is var read and > 0)
        {
            var seen = bytes.AsSpan(0, kept + read);
            foreach (var name in _names)
            {
                if (seen.IndexOf(name) >= 0)
                    return true;
            }

            // A name may begin in one piece and end in the next.
            kept = Math.Min(_longest - 1, seen.Length);
            seen[^kept..].CopyTo(bytes);
        }

        return false;
    }

    /// <summary>False for a file that is not there any more.</summary>
    public bool IsIn(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsIn(file);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
