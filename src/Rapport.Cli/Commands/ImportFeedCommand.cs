using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rapport.Cli.Imports;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport import feed</c>: a shop's products, in the form Google Merchant Center takes.</summary>
internal static class ImportFeedCommand
{
    private const int MostRemarks = 20;

    private static readonly Argument<string> Feed = new("file") { Description = "RSS or Atom with the namespace g, or a table (tab, comma, semicolon) with a header. Gzip accepted." };

    private static readonly Option<bool> Partial = new("--partial") { Description = "The file holds only some of the products: leave the others as they are." };

    internal static Command Create(Runner runner) =>
        new Command("feed", "Imports a product feed in the Google Merchant form. What the feed no longer has goes out of stock; nothing is deleted.") { Feed, Partial }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var watch = Stopwatch.StartNew();
        var path = scope.Get(Feed);
        await using var home = await scope.OpenHomeAsync();
        var tenant = scope.TenantOf(home.Settings);
        if (tenant.Sample)
            throw new CommandFailedException(ExitCode.BadInput, $"Tenant '{tenant.Id}' is a sample: real products do not belong in it.", "rapport tenant add shop");

        using var feed = FeedFile.Open(path);
        using var rejects = new RejectsFile(path, FeedFile.Attributes);
        var rejected = 0;
        var report = await scope.Terminal.WatchAsync("Storing", progress => new FeedImport(home, tenant, scope.Cancellation).RunAsync(feed, scope.Get(Partial), Complain, watch, progress));
        if (rejected > MostRemarks)
            scope.Terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"… and {rejected - MostRemarks:N0} more"));
        if (rejected > 0)
            scope.Terminal.Remark($"All bad rows with their causes: {RejectsFile.PathFor(path)}. Mend them there, then: rapport import feed {RejectsFile.PathFor(path)} --partial");
        if (rejects.LeftOut > 0)
            scope.Terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"{rejects.LeftOut:N0} bad rows more than that file holds: mend the cause at its source."));
        if (!report.IsWhole)
            scope.Terminal.Remark("The file was not read to its end: what was read is stored, and nothing went out of stock for not being in it.");
        scope.Terminal.Answer(report.ToJson(tenant.Id), report.Lines());
        if (report.IsUseless)
            return ExitCode.NothingUsable;
        return report.IsWhole ? ExitCode.Done : ExitCode.BadInput;

        void Complain(RejectedRow row)
        {
            rejects.Add(row);
            if (rejected++ < MostRemarks)
                scope.Terminal.Remark(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}:{row.Line}: {row.Cause}"));
        }
    }
}
