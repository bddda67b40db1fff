using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Changes that share one transaction: runs them on opened files and seals what they changed.</summary>
/// <remarks>A change that throws fails alone. May run more than once, when the database asks to repeat the transaction.</remarks>
internal sealed class ChangeBatch
{
    private readonly KeyRing _keys;
    private readonly List<Group> _groups;

    public ChangeBatch(KeyRing keys, IReadOnlyCollection<PendingChange> changes)
    {
        _keys = keys;
        _groups = [.. changes.GroupBy(change => change.Name).Select(group => new Group(group.Key, [.. group])).OrderBy(group => group.Name.Key)];
    }

    /// <summary>Distinct, ascending.</summary>
    public IReadOnlyList<CustomerName> Names => [.. _groups.Select(group => group.Name)];

    /// <summary>What the last run said no to or took back.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Runs every change on the files as stored and says what to write.</summary>
    /// <param name="stored">In the order of <see cref="Names"/>.</param>
    public IReadOnlyList<CustomerWrite> Run(IReadOnlyList<StoredCustomer> stored)
    {
        var changed = new List<Changed>();
        for (var i = 0; i < _groups.Count; i++)
        {
            if (stored[i].IsKeyDoomed)
                _keys.Destroy(stored[i].Key);
            if (RunGroup(_groups[i], stored[i]) is { Opened.File.HasChanges: true } run)
                changed.Add(new Changed(stored[i].Key, run.Opened, run.DataKey));
        }

        var made = _keys.Ensure([.. changed.Where(change => change.Opened.IsNew).Select(change => change.Key)]);
        var next = 0;
        var sealing = changed.ConvertAll(change => change with { DataKey = change.DataKey ?? made[next++] });
        Refusals = [.. sealing.Select(change => Refusal.Of(change.Key, change.Opened.File, change.DataKey!)).OfType<Refusal>()];
        return sealing.ConvertAll(change => FileSealer.Seal(change.Key, change.Opened, change.DataKey!));
    }

    /// <summary>After the commit: keys die on withdrawal (ground rule 14).</summary>
    public void ForgetWithdrawn(IReadOnlyList<CustomerWrite> written)
    {
        foreach (var write in written)
        {
            if (write.Consents.Any(entry => entry.Choice != ConsentChoice.Granted))
                _keys.Forget(write.Key);
        }
    }

    private (FileSealer.OpenedFile Opened, byte[]? DataKey)? RunGroup(Group group, StoredCustomer stored)
    {
        var running = group.Changes;
        while (running.Count > 0)
        {
            var opened = Open(group, stored, out var dataKey);
            if (opened is null)
            {
                foreach (var change in running)
                    change.Refuse(new KeysUnavailableException("The customer's file does not open under its key."));
                return null;
            }

            // A change that threw may have left the file half changed: the others run again on a fresh one.
            if (running.TrueForAll(change => change.Run(opened.File)))
                return (opened, dataKey);
            running = running.FindAll(change => change.Thrown is null);
        }

        return null;
    }

    private FileSealer.OpenedFile? Open(Group group, StoredCustomer stored, out byte[]? dataKey)
    {
        dataKey = null;
        return stored.Tail is null ? FileSealer.New(group.Changes[0].Customer, stored) : FileSealer.Open(stored, _keys, group.Changes[0].Customer, out dataKey);
    }

    private sealed record Changed(CustomerKey Key, FileSealer.OpenedFile Opened, byte[]? DataKey);

    private sealed record Group(CustomerName Name, List<PendingChange> Changes);
}
