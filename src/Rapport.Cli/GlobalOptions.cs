using System.CommandLine;

namespace Rapport.Cli;

/// <summary>The options every verb has.</summary>
internal static class GlobalOptions
{
    internal static readonly Option<string> Home = new("--home")
    {
        Description = "The folder of settings, data, keys and models.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".rapport",
        Recursive = true,
    };

    internal static readonly Option<string?> Tenant = new("--tenant")
    {
        Description = "The shop that is meant; not needed where the home has only one.",
        HelpName = "ID",
        Recursive = true,
    };

    internal static readonly Option<bool> Json = new("--json")
    {
        Description = "The last line of standard output is one JSON object.",
        Recursive = true,
    };
}
