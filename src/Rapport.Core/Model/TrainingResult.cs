namespace Rapport.Core.Model;

/// <summary>What a training made.</summary>
/// <param name="Hash">Of the model and the lists, see <see cref="ModelHash"/>.</param>
/// <param name="Customers">How many customers it learned from.</param>
/// <param name="Items">How many items it knows.</param>
/// <param name="Seconds">From the first file read to the swap.</param>
/// <param name="StartedAt">UTC; what was erased before it is not in the model.</param>
/// <param name="ListsRefreshed">Whether the lists strangers see were made anew.</param>
public sealed record TrainingResult(string Hash, int Customers, int Items, double Seconds, DateTimeOffset StartedAt, bool ListsRefreshed);
