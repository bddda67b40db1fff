using Microsoft.Extensions.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Notes in the house book when keys were last used, so that one nobody uses shows.</summary>
internal sealed class KeyUseKeeper(SecretKeys keys, HouseKeeper house, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await NoteAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await NoteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task NoteAsync(CancellationToken cancellation)
    {
        if (keys.Uses.Count == 0)
            return;
        try
        {
            await house.NoteUsesAsync(new Dictionary<string, DateTimeOffset>(keys.Uses), cancellation);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // A full disk or a broken book is told by health; the uses are kept for the next time.
            return;
        }
    }
}
