namespace Rapport.Core.Model;

public sealed partial class LearnedModel
{
    private const byte OwnSum = 1;
    private const byte Pairs = 2;
    private const byte Theirs = 4;

    /// <summary>Takes customers out and others in: an event, refund, gift, withdrawal or erasure is an old contribution gone and, perhaps, a new one come.</summary>
    /// <returns>How many columns were solved anew.</returns>
    /// <exception cref="InvalidOperationException">One of the gone was not in it.</exception>
    public int Change(IReadOnlyCollection<Contribution> gone, IReadOnlyCollection<Contribution> come)
    {
        ArgumentNullException.ThrowIfNull(gone);
        ArgumentNullException.ThrowIfNull(come);
        var rows = _rows.Changed(gone, come);
        if (rows.Items.Length != _rows.Items.Length)
            Widen(_rows.PlacesIn(rows.Items), rows.Items.Length);
        _rows = rows;
        int[] theirs = [.. gone.Concat(come).SelectMany(each => each.Items).Select(each => Array.BinarySearch(rows.Items, each.Item)).Distinct().Order()];
        return new Increment(this).Run(theirs);
    }

    private void Widen(int[] places, int itemCount)
    {
        _gram = _gram.Over(places, itemCount);
        var wider = new RidgeColumn[itemCount];
        Array.Fill(wider, RidgeColumn.Empty);
        for (var item = 0; item < places.Length; item++)
            wider[places[item]] = _columns[item] with { Sources = Array.ConvertAll(_columns[item].Sources, source => places[source]) };
        _columns = wider;
    }

    /// <summary>One change: which columns see something else than before, and their solving.</summary>
    /// <remarks>
    /// A pair's sum changed only if both items are among those that came or went, an item's own only if it is. So the column of any other item is chosen
    /// anew only where an item with a changed divisor crosses its threshold, and solved anew only if its candidates changed, or the rounded sum of one,
    /// or of a pair of them.
    /// </remarks>
    private sealed class Increment(LearnedModel model)
    {
        private readonly LearningRows _rows = model._rows;
        private readonly Gram _gram = model._gram;
        private readonly RidgeColumn[] _columns = model._columns;
        private readonly RidgeColumns _ridge = new(model._rows, model._gram);
        private readonly byte[] _flags = new byte[model._columns.Length];
        private readonly bool[] _crossed = new bool[model._columns.Length];
        private readonly int[]?[] _pairs = new int[]?[model._columns.Length];
        private int _solved;

        internal int Run(int[] theirs)
        {
            var before = Array.ConvertAll(theirs, _gram.ChoiceOf);
            foreach (var item in theirs)
                _flags[item] = (byte)(Theirs | (_gram.SetItem(item, _rows.SumOf(item)) ? OwnSum : 0));
            Workers.Do(theirs.Length, _ridge.NewScratch, (k, scratch) => Renew(theirs[k], before[k], scratch));
            foreach (var item in theirs)
            {
                foreach (var other in _pairs[item] ?? [])
                    (_flags[item], _flags[other]) = ((byte)(_flags[item] | Pairs), (byte)(_flags[other] | Pairs));
            }

            Workers.Do(_columns.Length, _ridge.NewScratch, Revise);
            return _solved;
        }

        /// <summary>Sums an item's row anew: its pairs, its own candidates, and whose threshold it crosses.</summary>
        private void Renew(int item, double choiceBefore, RidgeScratch scratch)
        {
            var touched = scratch.Sums.Sum(_rows, item);
            _pairs[item] = _gram.ChangeRow(item, touched, scratch.Sums);
            _columns[item] = _ridge.Choose(item, touched, scratch);
            var choice = _gram.ChoiceOf(item);
            foreach (var target in choice == choiceBefore ? [] : touched)
            {
                if ((_flags[target] & Theirs) != 0)
                    continue;
                var (least, sum) = (_columns[target].Least, scratch.Sums.WeightOf(target));
                var (was, now) = (sum * choiceBefore, sum * choice);
                if (!(was > least && now > least) && !(was < least && now < least))
                    _crossed[target] = true;
            }

            scratch.Sums.Clear();
        }

        private void Revise(int target, RidgeScratch scratch)
        {
            var column = _columns[target];
            if ((_flags[target] & Theirs) == 0)
            {
                var sees = Sees(column.Sources);
                if (!sees && !_crossed[target])
                    return;
                var touched = scratch.Sums.Sum(_rows, target);
                var chosen = _crossed[target] ? _ridge.Choose(target, touched, scratch) : RidgeColumns.WithSums(column.Sources, column.Least, scratch);
                scratch.Sums.Clear();
                if (!sees && chosen.Sources.AsSpan().SequenceEqual(column.Sources))
                {
                    _columns[target] = column with { Least = chosen.Least };
                    return;
                }

                _columns[target] = column = chosen;
            }

            _ridge.Solve(target, column, scratch);
            Interlocked.Increment(ref _solved);
        }

        /// <summary>Whether the rounded sum of one of the items changed, or of a pair of them.</summary>
        private bool Sees(int[] sources)
        {
            var any = 0;
            foreach (var source in sources)
                any |= _flags[source];
            if ((any & OwnSum) != 0)
                return true;
            if ((any & Pairs) == 0)
                return false;
            var paired = Array.FindAll(sources, source => (_flags[source] & Pairs) != 0);
            for (var k = 0; k < paired.Length; k++)
            {
                if (_pairs[paired[k]] is { Length: > 0 } others && Meet(paired.AsSpan(k + 1), others))
                    return true;
            }

            return false;
        }

        private static bool Meet(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
        {
            for (var (i, j) = (0, 0); i < left.Length && j < right.Length;)
            {
                if (left[i] == right[j])
                    return true;
                if (left[i] < right[j])
                    i++;
                else
                    j++;
            }

            return false;
        }
    }
}
