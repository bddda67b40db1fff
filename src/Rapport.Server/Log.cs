using Microsoft.Extensions.Logging;

namespace Rapport.Server;

/// <summary>Every line the server logs. Never a customer, an item of a customer, a key or a request body.</summary>
internal static partial class Log
{
    // 1000: problems

    [LoggerMessage(1000, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void Failed(this ILogger log, string method, string route, Exception exception);

    [LoggerMessage(1001, LogLevel.Warning, "Keys are away: only plain content is served, nothing is stored")]
    public static partial void KeysAway(this ILogger log);

    [LoggerMessage(1002, LogLevel.Warning, "The store is away or full: nothing is stored")]
    public static partial void StoreAway(this ILogger log);

    [LoggerMessage(1003, LogLevel.Critical, "{Found}")]
    public static partial void FactsDoNotHold(this ILogger log, string found);

    [LoggerMessage(1004, LogLevel.Warning, "ALARM: {Actor} saw the data of {People} people within a minute; see the audit")]
    public static partial void BulkRead(this ILogger log, string actor, int people);

    [LoggerMessage(1005, LogLevel.Warning, "{Tenant}: the identity provider let nobody in: {Why}")]
    public static partial void OperatorRefused(this ILogger log, string tenant, string why);

    // 1100: decisions

    [LoggerMessage(1100, LogLevel.Error, "A decision failed; plain content was answered")]
    public static partial void DecisionFailed(this ILogger log, Exception exception);

    // 1200: training

    [LoggerMessage(1200, LogLevel.Information, "{Tenant}: trained on {Customers} customers and {Items} items in {Seconds:F1} s, lists refreshed: {ListsRefreshed}, receipts now final: {Final}")]
    public static partial void Trained(this ILogger log, string tenant, int customers, int items, double seconds, bool listsRefreshed, int final);

    [LoggerMessage(1201, LogLevel.Error, "{Tenant}: training failed; the model before it stays")]
    public static partial void TrainingFailed(this ILogger log, string tenant, Exception exception);

    [LoggerMessage(1207, LogLevel.Error, "{Tenant}: the model was not published: {Safeguards}; the model before it stays")]
    public static partial void ModelRefused(this ILogger log, string tenant, string safeguards);

    [LoggerMessage(1203, LogLevel.Error, "{Tenant}: what is past its time could not be let go; the next hour tries again")]
    public static partial void RetentionFailed(this ILogger log, string tenant, Exception exception);

    [LoggerMessage(1206, LogLevel.Error, "{Tenant}: the day of the balance could not be closed; the next hour tries again")]
    public static partial void BalanceFailed(this ILogger log, string tenant, Exception exception);

    [LoggerMessage(1204, LogLevel.Error, "{Tenant}: a sign-in link could not be sent: {Kind}")]
    public static partial void MailFailed(this ILogger log, string tenant, string kind);

    [LoggerMessage(1205, LogLevel.Warning, "{Tenant}: checks that do not hold: {Checks}; see /v1/compliance")]
    public static partial void ComplianceFailed(this ILogger log, string tenant, string checks);

    [LoggerMessage(1206, LogLevel.Error, "{Tenant}: the checks could not be run; the next hour tries again")]
    public static partial void ComplianceBroke(this ILogger log, string tenant, Exception exception);

    [LoggerMessage(1202, LogLevel.Information, "{Tenant}: no model yet; until one is trained, only plain content is shown")]
    public static partial void NoModel(this ILogger log, string tenant);
}
