namespace Rapport.Core.Consent;

/// <summary>Who wrote an entry of the ledger. Values are stored: never renumber.</summary>
public enum ConsentSource : byte
{
    None = 0,

    /// <summary>The customer, through a page that showed the text.</summary>
    Customer = 1,

    /// <summary>The shop, with its secret key.</summary>
    Shop = 2,

    /// <summary>A consent object in an event, where the ledger was silent.</summary>
    Event = 3,

    /// <summary>An import that carried evidence.</summary>
    Import = 4,

    /// <summary>A labelled sample tenant; never a real person.</summary>
    Sample = 5,
}
