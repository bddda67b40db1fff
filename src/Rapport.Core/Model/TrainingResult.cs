namespace Rapport.Core.Model;

/// <summary>What a training made.</summary>
/// <param name="Hash">Of the model and the lists, see <see cref="ModelHash"/>.</param>
/// <param name="Customers">How many customers it learned from.</param>
/// <param name="Items">How many items it knows.</param>
/// <param name="Seconds">From the first file read to the swap.</param>
/// <param name="StartedAt">UTC; what was erased before it is not in the model.</param>
/// <param name="ListsRefreshed">Whether the lists strangers see were made anew.</param>
/// <param name="IsIncrement">Whether only changed customers were read.</param>
/// <param name="ReadSeconds">Of <paramref name="Seconds"/>, those until all files were read, opened and folded.</param>
/// <param name="Events">How many items were taken by all customers together; 0 where they were not counted.</param>
public sealed record TrainingResult(
    string Hash, int Customers, int Items, double Seconds, DateTimeOffset StartedAt, bool ListsRefreshed, bool IsIncrement = false, double ReadSeconds = 0, long Events = 0);
