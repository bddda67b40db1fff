using System.Collections.Immutable;

namespace Rapport.Server.Boundary;

/// <summary>Who outside gets anything about customers: every way out that is built in would stand here. Sold or shared for others' ends there is none.</summary>
/// <remarks>A test of the repository holds it: no code of the server, the store or the core can open a connection that is not on the list of that test.</remarks>
internal static class OutboundRegister
{
    /// <summary>What is built in.</summary>
    public static ImmutableArray<OutboundWay> All { get; } = [new("sign-in-mail", OutboundKind.Processor), new("campaign-mail", OutboundKind.Processor)];

    public static int Of(OutboundKind kind) => All.Count(way => way.Kind == kind);
}

/// <summary>What somebody outside gets, and for whom.</summary>
internal sealed record OutboundWay(string Name, OutboundKind Kind);

/// <summary>On whose behalf data leave.</summary>
internal enum OutboundKind
{
    None = 0,

    /// <summary>For money or anything else of worth.</summary>
    Sale,

    /// <summary>For the ends of whoever gets them.</summary>
    Sharing,

    /// <summary>For the shop's own ends, bound by its word.</summary>
    Processor,
}
