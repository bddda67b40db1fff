using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Experiments;

/// <summary>The experiments of one shop, and who stands on which side of them: a keyed hash tells, and nothing is stored.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: the same person stands on the same side of one experiment for as long as the key is the same, and independently on either side of another.</para>
/// <para><b>Threads</b>: safe; immutable.</para>
/// </remarks>
/// <param name="key">The shop's own; it never leaves the house. Asked for each time, so that it is had again once keys are back.</param>
public sealed class ShopExperiments(IReadOnlyList<Experiment> all, Func<byte[]> key)
{
    public static ShopExperiments None { get; } = new([], () => throw new InvalidOperationException("A shop without a key has no experiments."));

    /// <summary>In the order of ids.</summary>
    public IReadOnlyList<Experiment> All { get; } = [.. all.OrderBy(each => each.Id, StringComparer.Ordinal)];

    /// <summary>Where this person stands on a surface now, in the order of ids. Only people who agreed to measurement take part; for all others the surface is as without an experiment.</summary>
    /// <param name="file">Null for a stranger, who takes part in nothing.</param>
    public IReadOnlyList<Assignment> Of(CustomerFile? file, Surface surface, PrivacySignals signals, DateTimeOffset now)
    {
        if (All.Count == 0 || file is null || !MayMeasure(file.Ledger, signals, now))
            return [];
        return [.. All.Where(each => each.IsRunning(now) && each.IsOn(surface)).Select(each => new Assignment(each, ArmOf(each, file.Customer)))];
    }

    /// <summary>The policy of one answer: the shop's, and what its experiments change of it, in the order of their ids.</summary>
    public static TactPolicy PolicyOf(IReadOnlyList<Assignment> arms, TactPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(policy);
        foreach (var arm in arms)
        {
            if (arm is { Arm: Arm.Treatment, Experiment.Policy: { } part })
                policy = part.Apply(policy) with { Version = policy.Version, Durables = policy.Durables };
        }

        return policy;
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
        HMACSHA256.HashData(key(), Encoding.UTF8.GetBytes($"{subject}\0{customer.Canonical}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private static bool MayMeasure(ConsentLedger ledger, PrivacySignals signals, DateTimeOffset now) =>
        ledger.Allows(Purposes.Measurement, now) && !(signals.HasFlag(PrivacySignals.Gpc) && ledger.BarredByGpc().HasFlag(Purposes.Measurement));
}
