namespace Rapport.Core.Consent;

/// <summary>The consent gate's answer. What is unknown, unset, expired or unreadable is a <see cref="Deny"/>.</summary>
public abstract record Verdict
{
    private protected Verdict()
    {
    }

    /// <summary>A yes for exactly these purposes, with what the ledger must learn from the event's own consent object.</summary>
    public sealed record Allow : Verdict
    {
        internal Allow(Purposes purposes, IReadOnlyList<PermittedLine> lines, IReadOnlyList<ConsentEntry> toLedger) =>
            (Purposes, Lines, ToLedger) = (purposes, lines, toLedger);

        /// <summary>Not empty.</summary>
        public Purposes Purposes { get; }

        /// <summary>Those lines of the event that may be stored, each for its own purposes; sensitive and unknown items are gone.</summary>
        public IReadOnlyList<PermittedLine> Lines { get; }

        /// <summary>Choices to be written to the ledger with the event (ground rule 2); usually empty.</summary>
        public IReadOnlyList<ConsentEntry> ToLedger { get; }
    }

    /// <summary>A no.</summary>
    /// <param name="Code">Stable and countable, e.g. <c>no-consent</c>.</param>
    public sealed record Deny(DenyCode Code) : Verdict;
}
