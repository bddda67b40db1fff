using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Rapport.Core.Rights.Anonymised;

/// <summary>Makes summaries coarser until every group of people who look alike has k members with l different latest topics; refuses where that leaves too few.</summary>
/// <remarks>Order and pseudonyms are random, so that two exports do not join.</remarks>
public sealed record AnonymisedExport(ImmutableArray<AnonymousRow> Rows, AnonymityReport Report)
{
    /// <summary>The least k and l that are taken.</summary>
    public const int LeastK = 5;
    public const int LeastL = 2;

    private const int Levels = 5;
    private const double MostSuppressed = 0.1;

    public static AnonymisedExport Of(IReadOnlyCollection<PersonSummary> people, int k, int l)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, LeastK);
        ArgumentOutOfRangeException.ThrowIfLessThan(l, LeastL);
        for (var level = 0; level < Levels; level++)
        {
            var groups = people.GroupBy(person => Coarse(person, level)).Where(group => group.Count() >= k && Diversity(group) >= l).ToList();
            var rows = groups.Sum(group => group.Count());
            if (rows == 0 || people.Count - rows > people.Count * MostSuppressed)
                continue;
            var report = new AnonymityReport(k, l, people.Count, rows, groups.Count, groups.Min(group => group.Count()), groups.Min(Diversity), people.Count - rows, level, IsRefused: false);
            var all = groups.SelectMany(group => group, (group, person) => group.Key with { Pseudonym = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Latest = person.Latest }).ToArray();
            RandomNumberGenerator.Shuffle<AnonymousRow>(all);
            return new AnonymisedExport([.. all], report);
        }

        return new AnonymisedExport([], new AnonymityReport(k, l, people.Count, 0, 0, 0, 0, people.Count, Levels - 1, IsRefused: true));
    }

    private static int Diversity(IEnumerable<PersonSummary> group) => group.Select(person => person.Latest).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The person as a reader would see her, without name and latest topic.</summary>
    private static AnonymousRow Coarse(PersonSummary person, int level) => new(
        "",
        level switch
        {
            0 => person.Since.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            1 => string.Create(CultureInfo.InvariantCulture, $"{person.Since.Year}-Q{((person.Since.Month - 1) / 3) + 1}"),
            2 or 3 => person.Since.Year.ToString(CultureInfo.InvariantCulture),
            _ => "*",
        },
        level >= 3 ? "*" : person.Orders switch { <= 1 => "1", <= 4 => "2-4", _ => "5+" },
        person.Category,
        "");
}
