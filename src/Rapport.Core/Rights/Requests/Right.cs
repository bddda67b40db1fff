namespace Rapport.Core.Rights.Requests;

/// <summary>What a customer may ask for by law. Values are stored: never renumber.</summary>
public enum Right : byte
{
    None = 0,

    /// <summary>To read everything held (GDPR 15, CCPA 1798.110).</summary>
    Access = 1,

    /// <summary>To take it along in files other programs read (GDPR 20).</summary>
    Export = 2,

    /// <summary>To have what is wrong put right (GDPR 16, CCPA 1798.106).</summary>
    Correct = 3,

    /// <summary>To be forgotten (GDPR 17, CCPA 1798.105).</summary>
    Erase = 4,

    /// <summary>To be taken out of everything that can be told apart; see docs/adr/0013-rights-with-clocks.md for what stays.</summary>
    Anonymise = 5,

    /// <summary>To have it kept and used for nothing, until the customer lifts that (GDPR 18).</summary>
    Restrict = 6,

    /// <summary>To have named purposes stop (GDPR 21).</summary>
    Objection = 7,

    /// <summary>To have every purpose stop (CCPA 1798.120).</summary>
    OptOut = 8,

    /// <summary>To have one conclusion drawn from the data undone.</summary>
    DeleteInference = 9,

    /// <summary>To end a restriction: what was allowed before is allowed again.</summary>
    Unrestrict = 10,
}
