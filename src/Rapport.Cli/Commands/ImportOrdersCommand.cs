using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rapport.Cli.Imports;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import orders</c>: a shop's own order export, with evidence of consent.</summary>
internal static class ImportOrdersCommand
{
    private const int MostRemarks = 20;

    private static readonly Argument<string> Orders = new("file") { Description = "CSV with a header: customer, order, item, time; also quantity, price, title, category, consent_purposes, consent_time, consent_text_version, consent_source. Gzip accepted." };

    private static readonly Option<string?> Consent = new("--consent") { Description = "CSV with the evidence instead: customer, purpose, text_version, time, source, choice.", HelpName = "FILE" };

    internal static Command Create(Runner runner) =>
        new Command("orders", "Imports a shop's order export. Rows without evidence of consent are counted, never stored.") { Orders, Consent }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var watch = Stopwatch.StartNew();
        var path = scope.Get(Orders);
        var now = scope.Clock.GetUtcNow();
        await using var home = await scope.OpenHomeAsync();
        var tenant = scope.TenantOf(home.Settings);
        if (tenant.Sample)
            throw new CommandFailedException(ExitCode.BadInput, $"Tenant '{tenant.Id}' is a sample: real orders do not belong in it.", "rapport tenant add shop");

        var orders = await scope.Terminal.WatchAsync("Reading", progress => Task.Run(() => OrdersFile.Read(path, now, progress), scope.Cancellation));
        var consents = scope.Get(Consent) is { } file ? ConsentFile.Read(file, now) : null;
        Complain(scope.Terminal, path, orders.Header, orders.Rejected);
        if (consents is not null)
            Complain(scope.Terminal, scope.Get(Consent)!, consents.Header, consents.Rejected);
        else if (!orders.HasEvidence)
            scope.Terminal.Remark("note: the file has no consent columns, so no row can be stored. Try: --consent FILE, or the columns consent_purposes, consent_time, consent_text_version, consent_source");

        var report = await scope.Terminal.WatchAsync("Storing", progress => new OrdersImport(home, tenant, scope.Cancellation).RunAsync(
            orders.Rows,
            (customer, rows) => [.. consents?.Of(customer) ?? [], .. rows.SelectMany(row => row.Evidence)],
            orders.Rows.Count + orders.Rejected.Count,
            orders.Rejected.CountBy(row => row.Code).ToDictionary(),
            watch,
            progress));
        scope.Terminal.Answer(report.ToJson(tenant.Id), report.Lines());
        return report.IsUseless ? ExitCode.NothingUsable : ExitCode.Done;
    }

    private static void Complain(Terminal terminal, string path, IReadOnlyList<string> header, List<RejectedRow> rejected)
    {
        foreach (var row in rejected.Take(MostRemarks))
            terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}:{row.Line}: {row.Cause}"));
        if (rejected.Count > MostRemarks)
            terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"… and {rejected.Count - MostRemarks:N0} more"));
        var leftOut = RejectsFile.Write(path, header, rejected);
        if (rejected.Count > 0)
            terminal.Remark($"All bad rows with their causes: {RejectsFile.PathFor(path)}");
        if (leftOut > 0)
            terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"{leftOut:N0} bad rows more than that file holds: mend the cause at its source."));
    }
}
