namespace Rapport.Core.Model;

/// <summary>A model with the integers it was solved from, so that it can learn and forget without starting anew.</summary>
/// <remarks>
/// <para><b>Invariant</b>: after any change its model is, byte for byte, the one fitted on those it then holds.</para>
/// <para><b>Threads</b>: not safe while it changes; models handed out are immutable.</para>
/// <para><b>Cost</b>: the rows of the items that came or went, a pass over all candidates, and solving the columns whose rounded input changed.</para>
/// </remarks>
public sealed partial class LearnedModel
{
    private LearningRows _rows;
    private Gram _gram;
    private RidgeColumn[] _columns;

    private LearnedModel(LearningRows rows)
    {
        _rows = rows;
        _gram = new Gram(rows.Items.Length, rows.Settings);
        _columns = RidgeColumns.SolveAll(rows, _gram);
    }

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => _columns.Length;

    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static LearnedModel Learn(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ArgumentNullException.ThrowIfNull(settings);
        return Learn(LearningRows.Of(contributions, settings.Checked(), asOf));
    }

    internal static LearnedModel Learn(LearningRows rows) => new(rows);

    /// <summary>Takes one customer out.</summary>
    /// <returns>How many columns were solved anew.</returns>
    /// <exception cref="InvalidOperationException">They were not in it.</exception>
    public int Forget(Contribution contribution) => Change([contribution], []);

    public ItemItemModel ToModel() => ModelFit.Assemble(_rows, _columns);
}
