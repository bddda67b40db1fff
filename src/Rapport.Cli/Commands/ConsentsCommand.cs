using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Server.Consent;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport consents</c>: a customer's choices as signed consent records that anybody can check.</summary>
internal static class ConsentsCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> Customer = new("customer") { Description = "The shop's id of the customer." };

    private static readonly Option<bool> Anonymous = new("--anonymous") { Description = "The id is an anonymousId." };

    private static readonly Option<string> Out = new("--out") { Description = "The file to write.", DefaultValueFactory = _ => "consents.json" };

    internal static Command Create(Runner runner) =>
        new Command("consents", "Writes a customer's choices as signed records (ISO/IEC TS 27560 in DPV terms); check them with rapport verify FILE.") { Customer, Anonymous, Out }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var tenant = Tenant.From(scope.TenantOf(home.Settings));
        var customer = CommandScope.CustomerOf(scope.Get(Customer), scope.Get(Anonymous));
        var ledger = (await home.Rights.ReadAsync(tenant.Id, customer, scope.Cancellation)).Ledger;
        if (ledger.Entries.Count == 0)
            throw new CommandFailedException(ExitCode.NothingUsable, "Nothing was ever chosen under this id.");
        var records = ConsentRecords.Export(tenant, customer, ledger, home.Store, scope.Clock.GetUtcNow());
        var path = scope.Get(Out)!;
        await File.WriteAllTextAsync(path, records.ToJsonString(Readable), scope.Cancellation);
        scope.Terminal.Answer(new JsonObject { ["file"] = path, ["records"] = records["count"]!.DeepClone() }, $"{records["count"]} records in {path}. Check them: rapport verify {path}");
        return ExitCode.Done;
    }
}
