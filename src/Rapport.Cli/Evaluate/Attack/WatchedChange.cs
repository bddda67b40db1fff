namespace Rapport.Cli.Evaluate.Attack;

/// <summary>What was seen before and after something happened to some targets.</summary>
/// <param name="Form">What was watched, and what happened.</param>
/// <param name="Before">One look, or several of a patient watcher; for something taken back before and after have changed places.</param>
/// <param name="Standing">What prediction alone starts from: the lists as they stood before anything.</param>
internal sealed record WatchedChange(string Form, SeenLists[] Before, SeenLists[] After, SeenLists Standing, WatchedTarget[] Targets);
