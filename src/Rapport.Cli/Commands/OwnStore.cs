using System.CommandLine;
using System.Globalization;
using Rapport.Cli.Evaluate;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary>The operator's own store, opened to be measured: read, never changed.</summary>
internal sealed class OwnStore : IAsyncDisposable
{
    internal static readonly Option<string> Cut = new("--cut") { Description = "For the own store: what came before is known, what came after is asked for; else the last fifth of the time.", HelpName = "DATE" };

    private OwnStore(OpenHome home, TenantId tenant, DateTimeOffset now) =>
        (Home, Tenant, Now, Shop) = (home, tenant, now, new ShopCut(home.Store.Customers, tenant, home.Shops[tenant].Catalogue, now));

    internal OpenHome Home { get; }

    internal TenantId Tenant { get; }

    internal DateTimeOffset Now { get; }

    internal ShopCut Shop { get; }

    /// <summary>UTC; null where the store has nothing to learn from.</summary>
    internal DateTimeOffset? CutAt { get; private init; }

    internal ModelSettings Settings => Home.TunedSettingsOf(Tenant) ?? new ModelSettings();

    internal static async Task<OwnStore> OpenAsync(CommandScope scope)
    {
        var wanted = CutOf(scope.Get(Cut));
        var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        var store = new OwnStore(home, tenant, scope.Clock.GetUtcNow());
        return new OwnStore(home, tenant, store.Now) { CutAt = wanted ?? await store.Shop.FindAsync(scope.Cancellation) };
    }

    internal static ExitCode TooLittle(CommandScope scope)
    {
        scope.Terminal.Remark($"Fewer than {ValueEvaluation.FewestCustomers} customers took something new after the cut: that is too few to measure by, and figures of few would be figures of persons.");
        return ExitCode.NothingUsable;
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();

    private static DateTimeOffset? CutOf(string? date)
    {
        if (date is null)
            return null;
        return DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var cut)
            ? cut
            : throw new CommandFailedException(ExitCode.BadInput, $"'{date}' is no date.", "--cut 2026-05-01");
    }
}
