using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Cli.Evaluate.Tact;

/// <summary>Asks the same questions under one policy after another: what each rule costs in time, and in what is found.</summary>
/// <remarks>The decision point's own calls on files in memory, without store and log. Rounds alternate between policies, so that a busy machine is unjust to all alike.</remarks>
internal sealed class TactEvaluation(RetailCut cut, Action<string> say)
{
    private const int Rounds = 3;
    private static readonly int[] DaysOfVisits = [6, 4, 2];
    private static readonly double[] Shares = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1];
    private static readonly double[] Rooms = [0, 0.1, 0.2];
    private static readonly int[] Memories = [28, 90, 180, 365];
    private static readonly TenantId Tenant = new("measured");

    internal RuleCosts Run(CancellationToken cancellation)
    {
        CustomerFile[] files = [.. cut.Asked.Select(asked => asked.File)];
        var policies = Measure(Policies(), files, cancellation);
        say("after three visits");
        CustomerFile[] seen = [.. files.Select(Seen)];
        TactRule[] paced = [TactRule.Frequency, TactRule.Spread];
        var after = Measure([("as shipped", TactPolicy.Default), .. paced.Select(Without), ("topicExposures 1", With("topicExposures", 1)), ("topicExposures 6", With("topicExposures", 6))], seen, cancellation);
        return new RuleCosts(files.Length, cut.Catalogue.Count, cut.Catalogue.Items.Select(item => item.Topic).Distinct().Count(), cut.Cut, ModelRecall(), policies, after);
    }

    /// <summary>The policy that ships, each rule off by itself, all off that may be, and the numbers in question.</summary>
    private static List<(string Name, TactPolicy Policy)> Policies()
    {
        TactRule[] asked = [TactRule.Delicate, TactRule.Evidence, TactRule.Delay, TactRule.Frequency, TactRule.Spread, TactRule.Hop, TactRule.Explainable, TactRule.Gift, TactRule.AfterPurchase, TactRule.SayNo, TactRule.BreathingRoom];
        return
        [
            ("as shipped", TactPolicy.Default),
            .. asked.Select(Without),
            ("all of these off", TactPolicy.Default with { Modes = asked.ToDictionary(rule => rule, _ => RuleMode.Off) }),
            .. Shares.Select(share => ($"hopShare {share:0.##}", With("hopShare", share))),
            .. Memories.Select(days => ($"historyDays {days}", With("historyDays", days))),
            .. Rooms.Select(share => ($"breathingRoom {share:0.##}", With("breathingRoom", share))),
            .. TactPreset.All.Select(preset => ($"preset {preset.Id}", preset.Policy)),
        ];
    }

    private static (string Name, TactPolicy Policy) Without(TactRule rule) =>
        ($"T{(int)rule} off", TactPolicy.Default with { Modes = new Dictionary<TactRule, RuleMode> { [rule] = RuleMode.Off } });

    private static TactPolicy With(string parameter, double value) => PolicyParameters.Find(parameter)!.Write(TactPolicy.Default, value);

    private RuleCost[] Measure(List<(string Name, TactPolicy Policy)> policies, CustomerFile[] files, CancellationToken cancellation)
    {
        var least = new double[policies.Count];
        Array.Fill(least, double.MaxValue);
        var answers = new Answer[policies.Count][];
        for (var round = 0; round < Rounds; round++)
        {
            say($"round {round + 1} of {Rounds}");
            for (var k = 0; k < policies.Count; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                var policy = policies[k].Policy;
                GC.Collect();
                var spent = Environment.CpuUsage.TotalTime;
                answers[k] = Array.ConvertAll(files, file => Ask(file, policy));
                least[k] = Math.Min(least[k], (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds / files.Length);
            }
        }

        return [.. policies.Select((policy, k) => Cost(policy.Name, least[k], answers[k]))];
    }

    private RuleCost Cost(string name, double microseconds, Answer[] answers)
    {
        var (recall, personalRecall, slots, personal, steps) = (0.0, 0.0, 0, 0, 0);
        var held = new SortedDictionary<TactRule, int>();
        for (var k = 0; k < answers.Length; k++)
        {
            var (file, wanted) = cut.Asked[k];
            var known = file.History.Select(line => line.Item).OfType<ItemId>().Select(TopicOf).ToHashSet();
            ItemId[] mine = [.. answers[k].Items.Where(item => item.Reason.Evidence.Count > 0).Select(item => item.Item)];
            recall += (double)answers[k].Items.Count(item => wanted.Contains(item.Item)) / wanted.Count;
            personalRecall += (double)mine.Count(wanted.Contains) / wanted.Count;
            slots += answers[k].Items.Count;
            personal += mine.Length;
            steps += mine.Count(item => !known.Contains(TopicOf(item)));
            foreach (var line in answers[k].HeldBack)
                held[line.Rule] = held.GetValueOrDefault(line.Rule) + line.Count;
        }

        return new RuleCost(
            name, microseconds, recall / answers.Length, personalRecall / answers.Length, (double)personal / Math.Max(1, slots), (double)steps / Math.Max(1, personal),
            held.ToDictionary(line => $"T{(int)line.Key}", line => (double)line.Value / answers.Length));
    }

    /// <summary>The model alone: its best twenty, whatever tact would say.</summary>
    private double ModelRecall() => cut.Asked.Average(asked =>
    {
        var taste = new Belongings(UsableHistory.Of(asked.File, Purposes.Recommendations, cut.Catalogue, cut.Cut).Lines, cut.Catalogue).Taste;
        var best = Scorer.Personal(cut.Shop.Model, [.. taste.Select(each => Signal.Of(each.Key, each.Value))], taste.ContainsKey, RankingMetrics.Depth);
        return (double)best.Count(item => asked.Wanted.Contains(item.Item)) / asked.Wanted.Count;
    });

    private CustomerFile Seen(CustomerFile file)
    {
        ItemId[] shown = [.. Ask(file, TactPolicy.Default).Items.Where(item => item.Reason.Evidence.Count > 0).Select(item => item.Item)];
        return shown.Length == 0 ? file : cut.WithShown(file, shown, DaysOfVisits.Select(days => cut.Cut.AddDays(-days)));
    }

    private Topic TopicOf(ItemId item) => cut.Catalogue.Find(item)!.Topic;

    private Answer Ask(CustomerFile file, TactPolicy policy) =>
        Recommender.Recommend(new DecisionRequest(Tenant, Surface.Home, file.Customer, null, [], null, [], [], RankingMetrics.Depth, "en"), file, cut.Shop, policy, cut.Cut);
}
