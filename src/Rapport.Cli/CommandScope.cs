using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Cli;

/// <summary>What one run of a verb works with: its arguments, its terminal, its clock.</summary>
internal sealed class CommandScope(ParseResult arguments, Terminal terminal, TimeProvider clock, CancellationToken cancellation)
{
    internal Terminal Terminal => terminal;

    internal TimeProvider Clock => clock;

    internal CancellationToken Cancellation => cancellation;

    internal string Home => arguments.GetValue(GlobalOptions.Home)!;

    internal string? TenantName => arguments.GetValue(GlobalOptions.Tenant);

    internal T? Get<T>(Option<T> option) => arguments.GetValue(option);

    internal T Get<T>(Argument<T> argument) => arguments.GetValue(argument)!;

    /// <summary>Opens the home for this process alone.</summary>
    /// <param name="mayCreate">Makes it where there is none.</param>
    internal Task<OpenHome> OpenHomeAsync(bool mayCreate = false)
    {
        if (!mayCreate && !File.Exists(Path.Combine(Home, RapportSettings.FileName)))
            throw new CommandFailedException(ExitCode.BadInput, $"{Home} is no home of Rapport.", "--home with the right folder, or rapport tenant add shop");
        return OpenHome.OpenAsync(Home, clock, cancellation);
    }

    /// <summary>The tenant that is meant: the one named, or the only one.</summary>
    internal TenantSettings TenantOf(RapportSettings settings)
    {
        if (TenantName is { } name)
        {
            return settings.Tenants.FirstOrDefault(tenant => tenant.Id == name)
                ?? throw new CommandFailedException(ExitCode.BadInput, $"There is no tenant '{name}' in this home.", $"rapport tenant add {name}");
        }

        return settings.Tenants switch
        {
            [var only] => only,
            [] => throw new CommandFailedException(ExitCode.BadInput, "This home has no tenant yet.", "rapport tenant add shop"),
            _ => throw new CommandFailedException(ExitCode.BadInput, "This home has several tenants.", "--tenant with one of: " + string.Join(", ", settings.Tenants.Select(tenant => tenant.Id))),
        };
    }

    /// <summary>The item of that id, or a word on what is wrong with it.</summary>
    internal static ItemId ItemOf(string id) =>
        id.Length is > 0 and <= ItemId.MaxLength ? new ItemId(id) : throw new CommandFailedException(ExitCode.BadInput, $"'{id}' is no item id.");

    /// <summary>The loopback address of a port, if it is one and free: told before a home is opened or made.</summary>
    internal static string LoopbackOf(int port)
    {
        if (port is < 0 or > 65_535)
            throw new CommandFailedException(ExitCode.BadInput, $"{port} is no port.", "--port with a number from 0 to 65535");
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException taken)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"Port {port} cannot be used: {taken.Message}.", "--port with another number");
        }

        return $"http://127.0.0.1:{port}";
    }

    internal static CustomerId CustomerOf(string id, bool isAnonymous)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > CustomerId.MaxLength)
            throw new CommandFailedException(ExitCode.BadInput, "That is no customer id.");
        return isAnonymous ? CustomerId.Anonymous(id) : CustomerId.Known(id);
    }
}
