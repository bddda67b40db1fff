using System.Text;
using Rapport.Core.Events;

namespace Rapport.Storage.Vault;

/// <summary>How a sealed stream is cut: pieces of a mebibyte, each bound to its tenant, its place and whether it is the last.</summary>
internal static class SealedPiece
{
    /// <summary>Plain bytes of all pieces but the last.</summary>
    public const int Length = 1 << 20;

    /// <summary>Their bytes when sealed.</summary>
    public const int SealedLength = Length + 29;

    public static byte[] Associated(TenantId tenant, int place, bool isLast) => Encoding.ASCII.GetBytes($"model\0{tenant.Value}\0{place}\0{(isLast ? "last" : "more")}");
}
