using Rapport.EndToEnd.Tests.Shared;

namespace Rapport.EndToEnd.Tests;

/// <summary>Events, grants and withdrawals at random from two client processes: no event is stored after a withdrawal was acknowledged, none lost before.</summary>
public abstract class RaceTests
{
    /// <summary>Ten at a time; each is one history of some 30 operations.</summary>
    private static readonly int Customers = Repository.ProvesInFull ? 1_000 : 40;

    protected abstract Task<string?> StoreAsync();

    [Fact]
    public async Task No_event_is_stored_after_an_acknowledged_withdrawal_and_none_lost_before()
    {
        var operations = 15 * Customers;
        await using var server = await RapportProcess.StartAsync(await StoreAsync());
        await server.PutItemsAsync(("cup", "Blue cup", "Table > Cups"));
        string[] outputs = [Path.Combine(server.Home, "races-a"), Path.Combine(server.Home, "races-b")];
        await Task.WhenAll(outputs.Select((file, i) =>
            RapportProcess.FinishAsync(RapportProcess.StartClient("races.mjs", server.Url, server.Keys.SecretKey, $"p{i}", $"{Customers}", $"{operations}", file))));

        var histories = outputs.SelectMany(File.ReadLines).Select(Operation.Parse).GroupBy(operation => operation.Customer).ToArray();
        Assert.Equal((Customers, 2 * operations), (histories.Length, histories.Sum(history => history.Count())));
        var (stored, refused) = (0, 0);
        foreach (var history in histories)
        {
            var choices = history.Where(operation => operation.Kind != "event").ToArray();
            foreach (var happened in history.Where(operation => operation.Kind == "event"))
            {
                _ = happened.IsStored ? stored++ : refused++;
                Assert.True(happened.IsStored ? MayBeStored(happened, choices) : MayBeRefused(happened, choices), $"{happened} among {string.Join(", ", choices.Where(choice => Math.Abs(choice.Start - happened.Start) < 50_000_000))}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{2 * operations} operations in {Customers} histories, {stored} events stored, {refused} refused, 0 against the order of acknowledgements");
        Assert.True(stored > 0 && refused > 0);
    }

    /// <summary>Some grant may stand at the moment of storing: no withdrawal lies certainly between it and the event.</summary>
    private static bool MayBeStored(Operation happened, Operation[] choices) =>
        choices.Any(grant => grant.Kind == "grant" && grant.Start < happened.End
            && !choices.Any(no => no.Kind == "withdraw" && no.Start > grant.End && no.End < happened.Start));

    /// <summary>No grant certainly stands: there is none before it, or a withdrawal may have come between.</summary>
    private static bool MayBeRefused(Operation happened, Operation[] choices) =>
        !choices.Any(grant => grant.Kind == "grant" && grant.End < happened.Start
            && !choices.Any(no => no.Kind == "withdraw" && no.End > grant.Start && no.Start < happened.End));

    private sealed record Operation(string Kind, string Customer, long Start, long End, bool IsStored)
    {
        public static Operation Parse(string line)
        {
            var parts = line.Split(' ');
            return new Operation(parts[0], parts[1], long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture), parts[4] == "1");
        }
    }
}

public sealed class SqliteRaceTests : RaceTests
{
    protected override Task<string?> StoreAsync() => Task.FromResult<string?>(null);
}
