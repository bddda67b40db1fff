using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance;

/// <summary>Gathers facts by the day they belong to.</summary>
internal sealed class DayFacts(DateOnly first, DateOnly last)
{
    private readonly Dictionary<DateOnly, Lists> _days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).ToDictionary(first.AddDays, _ => new Lists());

    /// <summary>The lists of the day of a moment; null outside.</summary>
    public Lists? At(DateTimeOffset at) => _days.GetValueOrDefault(DateOnly.FromDateTime(at.UtcDateTime));

    public IReadOnlyList<LogDay> ToDays() => [.. _days.OrderBy(day => day.Key).Select(day => day.Value.ToDay(day.Key))];

    /// <summary>What is known of one day.</summary>
    internal sealed class Lists
    {
        public List<DecisionFact> Decisions { get; } = [];

        public List<ExposureFact> Exposures { get; } = [];

        public List<ComplaintFact> Complaints { get; } = [];

        public List<WithdrawalFact> Withdrawals { get; } = [];

        public List<PermissionFact> Permissions { get; } = [];

        public HashSet<int> Active { get; } = [];

        public List<OrderFact> Orders { get; } = [];

        public OptInFact OptIn { get; set; }

        public LogDay ToDay(DateOnly date) => new(date)
        {
            Decisions = Decisions,
            Exposures = Exposures,
            Complaints = Complaints,
            Withdrawals = Withdrawals,
            Permissions = Permissions,
            Active = [.. Active.Order()],
            Orders = Orders,
            OptIn = OptIn,
        };
    }
}
