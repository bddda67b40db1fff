using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Experiments;

/// <summary>The experiments of one shop, and who stands on which side of them: a keyed hash tells, and nothing is stored.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: the same person stands on the same side of one experiment for as long as the key is the same, and independently on either side of another.</para>
/// <para><b>Threads</b>: safe; immutable.</para>
/// </remarks>
/// <param name="key">The shop's own; it never leaves the house.</param>
public sealed class ShopExperiments(IReadOnlyList<Experiment> all, byte[] key)
{
    private readonly byte[] _key = key ?? throw new ArgumentNullException(nameof(key));

    public static ShopExperiments None { get; } = new([], []);

    public IReadOnlyList<Experiment> All { get; } = all ?? throw new ArgumentNullException(nameof(all));

    /// <summary>Where this person stands on a surface now, in the order of ids. Only people who agreed to measurement take part; for all others the surface is as without an experiment.</summary>
    /// <param name="file">Null for a stranger, who takes part in nothing.</param>
    public IReadOnlyList<Assignment> Of(CustomerFile? file, Surface surface, DateTimeOffset now)
    {
        if (All.Count == 0 || file is null || !file.Ledger.Allows(Purposes.Measurement, now))
            return [];
        return [.. All.Where(each => each.IsRunning(now) && each.IsOn(surface)).OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => new Assignment(each, ArmOf(each, file.Customer)))];
    }

    /// <summary>The side a person stands on, whether or not the experiment runs.</summary>
    public Arm ArmOf(Experiment experiment, CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Draw($"experiment\0{experiment.Id}", customer) < experiment.ControlShare ? Arm.Control : Arm.Treatment;
    }

    /// <summary>A number from 0 to 1 that is this person's for one subject, and says nothing about any other subject.</summary>
    public double Draw(string subject, CustomerId customer)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{subject}\0{customer.Canonical}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
