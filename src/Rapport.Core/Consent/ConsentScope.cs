using Rapport.Core.Events;

namespace Rapport.Core.Consent;

/// <summary>The parts of a purpose that a choice can be about, by their stored names.</summary>
/// <remarks>
/// <para><b>Permissions</b> need a yes of their own: sensitive classes (<c>S1</c>), <see cref="Devices"/>, <see cref="Past"/>, <see cref="AppTracking"/>.</para>
/// <para><b>Limits</b> hold once they are said no to, and only while the purpose itself is allowed: <c>topic:</c>, <c>channel:</c>, <c>data:</c>.</para>
/// </remarks>
public static class ConsentScope
{
    /// <summary>May what happened on one device speak on another?</summary>
    public const string Devices = "devices";

    /// <summary>May what was chosen before signing in be taken along?</summary>
    public const string Past = "past";

    /// <summary>The status of an app's tracking question (ATT): granted is authorised, refused is denied or restricted.</summary>
    public const string AppTracking = "app-tracking";

    /// <summary>Granted says: the person is known to be a child. Then nothing is allowed.</summary>
    public const string Child = "child";

    internal const string TopicPrefix = "topic:";
    private const string ChannelPrefix = "channel:";
    private const string DataPrefix = "data:";

    public static string OfTopic(string topic) => TopicPrefix + topic;

    public static string OfChannel(Channel channel) => ChannelPrefix + NameOf(channel);

    /// <summary>A channel's stored name.</summary>
    public static string NameOf(Channel channel) => channel switch
    {
        Channel.App => "app",
        Channel.Mail => "mail",
        Channel.Push => "push",
        _ => "site",
    };

    /// <summary>The channel of a stored name; the site where none is.</summary>
    public static Channel ChannelOf(string? name) => name switch
    {
        "app" => Channel.App,
        "mail" => Channel.Mail,
        "push" => Channel.Push,
        _ => Channel.Site,
    };

    /// <param name="signal">A kind of data, e.g. <c>views</c>; see <see cref="SignalCatalogue"/>.</param>
    public static string OfData(string signal) => DataPrefix + signal;

    /// <summary>True for a part that is open with its purpose until it is said no to.</summary>
    public static bool IsLimit(string? scope) =>
        scope is not null && (scope.StartsWith(TopicPrefix, StringComparison.Ordinal) || scope.StartsWith(ChannelPrefix, StringComparison.Ordinal) || scope.StartsWith(DataPrefix, StringComparison.Ordinal));

    /// <summary>True for a name a choice may bear: a known permission, data or channel, or any topic.</summary>
    public static bool IsKnown(string scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.StartsWith(TopicPrefix, StringComparison.Ordinal))
            return scope.Length > TopicPrefix.Length;
        if (scope.StartsWith(DataPrefix, StringComparison.Ordinal))
            return SignalCatalogue.All.Any(signal => OfData(signal.Id) == scope);
        if (scope.StartsWith(ChannelPrefix, StringComparison.Ordinal))
            return Enum.GetValues<Channel>().Any(channel => OfChannel(channel) == scope);
        return scope is not (AppTracking or Child) && PermissionCatalogue.Find(scope) is not null;
    }

    /// <summary>The part that an event of a kind falls under; null where it falls under none.</summary>
    public static string? OfKind(EventKind kind) => SignalCatalogue.Of(kind) is { } signal ? OfData(signal.Id) : null;
}
