namespace Rapport.Storage;

/// <summary>What the store can do at this moment.</summary>
/// <param name="KeysAvailable">False: customer files stay shut, only plain content can be served.</param>
/// <param name="StoreAvailable">False: the last write failed because the disk is full or the database away.</param>
/// <param name="DecisionLogAvailable">False: the log takes no lines now.</param>
/// <param name="DecisionLogBacklog">Decision lines handed over and not yet durable.</param>
public sealed record StorageHealth(bool KeysAvailable, bool StoreAvailable, bool DecisionLogAvailable, long DecisionLogBacklog);
