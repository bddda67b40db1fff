namespace Rapport.Storage;

/// <summary>Which database keeps customers, catalogue, receipts and the decision log.</summary>
public enum StoreKind
{
    /// <summary>Files in the home folder; the default.</summary>
    Sqlite = 0,

    Postgres = 1,
}
