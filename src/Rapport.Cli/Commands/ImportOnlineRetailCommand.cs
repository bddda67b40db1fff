using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rapport.Cli.Imports;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import online-retail</c>: a public data set, into a tenant that is marked as a sample.</summary>
internal static class ImportOnlineRetailCommand
{
    private const string DefaultTenant = "online-retail";

    private static readonly Argument<string> Transactions = new("file") { Description = "The UCI Online Retail transactions as CSV, gzip accepted." };

    internal static Command Create(Runner runner) =>
        new Command("online-retail", "Imports the UCI Online Retail data with labelled sample consents. Such a tenant refuses write keys.") { Transactions }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var watch = Stopwatch.StartNew();
        var path = scope.Get(Transactions);
        var now = scope.Clock.GetUtcNow();
        await using var home = await scope.OpenHomeAsync(mayCreate: true);
        var tenant = SampleTenant(home, scope.TenantName ?? DefaultTenant);
        var retail = await scope.Terminal.WatchAsync("Reading", progress => Task.Run(() => OnlineRetailFile.Open(path, now, progress), scope.Cancellation));

        var report = await scope.Terminal.WatchAsync("Storing", progress => new OrdersImport(home, tenant, scope.Cancellation).RunAsync(
            retail.Rows,
            (_, rows) => SampleChoices.Since(rows.Min(row => row.At), now),
            retail.Read,
            retail.Rejected,
            watch,
            progress));
        var answer = report.ToJson(tenant.Id);
        answer["kept"] = retail.Rows.Count;
        answer["shiftedDays"] = retail.ShiftedDays;
        scope.Terminal.Answer(answer, [
            .. report.Lines(),
            string.Create(CultureInfo.InvariantCulture, $"All times were moved by {retail.ShiftedDays:N0} days: the last order falls on yesterday."),
            $"Tenant {tenant.Id} is marked as a sample: its consents are labelled, and it takes no events."]);
        return report.IsUseless ? ExitCode.NothingUsable : ExitCode.Done;
    }

    private static TenantSettings SampleTenant(OpenHome home, string id)
    {
        if (home.Settings.Tenants.FirstOrDefault(tenant => tenant.Id == id) is not { } known)
        {
            var fresh = new TenantSettings { Id = id, Name = "Online Retail (sample)", Sample = true, Currency = OnlineRetailFile.Currency };
            home.PutTenant(fresh);
            return fresh;
        }

        return known.Sample ? known : throw new CommandFailedException(ExitCode.BadInput, $"Tenant '{id}' is a real shop: public data do not belong in it.", "another --tenant");
    }
}
