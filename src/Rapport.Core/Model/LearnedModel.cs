namespace Rapport.Core.Model;

/// <summary>A model with the integers it was solved from, so that it can forget one customer without starting anew.</summary>
/// <remarks>
/// <para><b>Invariant</b>: after any forgetting its model is, byte for byte, the one fitted without the customer.</para>
/// <para><b>Threads</b>: not safe while it forgets; models handed out are immutable.</para>
/// <para><b>Cost</b>: choosing candidates for the items that go with the customer's, and solving the columns whose input changed.</para>
/// </remarks>
public sealed class LearnedModel
{
    private readonly Gram _gram;
    private readonly RidgeColumns _ridge;
    private readonly RidgeColumn[] _columns;

    private LearnedModel(Gram gram)
    {
        _gram = gram;
        _ridge = new RidgeColumns(gram);
        _columns = _ridge.SolveAll();
    }

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => _columns.Length;

    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static LearnedModel Learn(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LearnedModel(Gram.Of(contributions, settings.Checked(), asOf));
    }

    /// <summary>Takes one customer out.</summary>
    /// <returns>How many columns were solved anew.</returns>
    /// <exception cref="InvalidOperationException">They were not in it.</exception>
    public int Forget(Contribution contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        int[] theirs = [.. contribution.Items.Select(each => _gram.Items.BinarySearch(each.Item))];
        _gram.Forget(contribution);
        _ridge.Refresh(theirs);
        return _ridge.SolveChanged(_columns, theirs);
    }

    public ItemItemModel ToModel() => ModelFit.Assemble(_gram, _columns);
}
