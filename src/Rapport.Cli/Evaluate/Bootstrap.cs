using Rapport.Core.Model.Measuring;

namespace Rapport.Cli.Evaluate;

/// <summary>Paired bootstrap over customers.</summary>
internal static class Bootstrap
{
    private const int Rounds = 1_000;

    /// <summary>95 % interval of the mean difference of two methods on the same customers. Fixed seed.</summary>
    internal static QualityInterval Interval(string against, (double Recall, double Ndcg)[] ours, (double Recall, double Ndcg)[] theirs)
    {
        var random = new Random(1);
        var (recall, ndcg) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            for (var draw = 0; draw < ours.Length; draw++)
            {
                var k = random.Next(ours.Length);
                recall[round] += (ours[k].Recall - theirs[k].Recall) / ours.Length;
                ndcg[round] += (ours[k].Ndcg - theirs[k].Ndcg) / ours.Length;
            }
        }

        Array.Sort(recall);
        Array.Sort(ndcg);
        return new QualityInterval(against, recall[Rounds / 40], recall[^(Rounds / 40)], ndcg[Rounds / 40], ndcg[^(Rounds / 40)]);
    }
}
