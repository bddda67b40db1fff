using System.Text.Json.Nodes;
using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance;

/// <summary>A window with the numbers computed from it, as JSON: whoever has it can compute them again (<c>scripts/recompute_lean_index.py</c>).</summary>
/// <remarks><b>Shape and units</b>: moments in milliseconds since 1970; people and topics are numbers of this file. It names nobody.</remarks>
public static class BalanceExport
{
    public static string Write(LogWindow window, LeanLimits limits)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(limits);
        var measures = Measures.Of(window, limits);
        var index = LeanIndex.Of(window, measures, limits);
        return new JsonObject
        {
            ["format"] = 1,
            ["last"] = window.Last.ToString("O"),
            ["length"] = window.Length,
            ["limits"] = Limits(limits),
            ["days"] = List(window.Days, Day),
            ["measures"] = List(measures.All, measure => Number(measure.Id, measure.State, measure.Count, measure.Value, measure.Low, measure.High)),
            ["components"] = List(index.Components, component => Number(component.Id, component.State, component.Count, component.Value, component.Low, component.High)),
            ["personalization"] = Axis(index.Personalization),
            ["privacy"] = Axis(index.Privacy),
            ["lean"] = new JsonObject { ["value"] = index.Lean, ["low"] = index.Low, ["high"] = index.High },
        }.ToJsonString();
    }

    private static JsonObject Limits(LeanLimits limits) => new()
    {
        ["delayHours"] = limits.DelayHours,
        ["delicateDelayHours"] = limits.DelicateDelayHours,
        ["topicExposures"] = limits.TopicExposures,
        ["topicChannels"] = limits.TopicChannels,
        ["withdrawalSeconds"] = limits.WithdrawalSeconds,
    };

    private static JsonObject Number(string id, ComponentState state, long count, double? value, double? low, double? high) => new()
    {
        ["id"] = id,
        ["state"] = state.ToString(),
        ["count"] = count,
        ["value"] = value,
        ["low"] = low,
        ["high"] = high,
    };

    private static JsonObject Axis(Axis axis) => new() { ["value"] = axis.Value, ["low"] = axis.Low, ["high"] = axis.High, ["cap"] = axis.Cap };

    private static JsonObject Day(LogDay day) => new()
    {
        ["date"] = day.Date.ToString("O"),
        ["decisions"] = List(day.Decisions, Decision),
        ["exposures"] = List(day.Exposures, Exposure),
        ["messages"] = List(day.Messages, message => new JsonObject { ["isBelowFloor"] = message.IsBelowFloor, ["isBlast"] = message.IsBlast }),
        ["complaints"] = day.Complaints.Count,
        ["withdrawals"] = List(day.Withdrawals, withdrawal => new JsonObject { ["at"] = Moment(withdrawal.At), ["lastUsedAt"] = Moment(withdrawal.LastUsedAt) }),
        ["permissions"] = List(day.Permissions, permission => new JsonObject { ["onAt"] = Moment(permission.OnAt), ["offAt"] = Moment(permission.OffAt) }),
        ["requests"] = List(day.Requests, request => new JsonObject { ["dueAt"] = Moment(request.DueAt), ["doneAt"] = Moment(request.DoneAt) }),
        ["checks"] = List(day.Checks, check => new JsonObject { ["at"] = Moment(check.At), ["part"] = check.Part.ToString(), ["id"] = check.Id, ["isPassed"] = check.IsPassed }),
        ["pulse"] = List(day.Pulse, answer => new JsonObject { ["question"] = answer.Question.ToString(), ["agrees"] = answer.Agrees }),
        ["fields"] = day.Fields is { } fields ? List(fields, field => new JsonObject { ["id"] = field.Id, ["wasRead"] = field.WasRead }) : null,
        ["retention"] = day.Retention is { } kept ? new JsonObject { ["held"] = kept.Held, ["stale"] = kept.Stale } : null,
        ["fit"] = List(day.Fit, action => new JsonObject { ["served"] = action.Served, ["popular"] = action.Popular }),
        ["lift"] = day.Lift is { } lift ? new JsonObject { ["low"] = lift.Low, ["lift"] = lift.Lift, ["high"] = lift.High, ["visitors"] = lift.Visitors } : null,
        ["active"] = List(day.Active, person => JsonValue.Create(person)),
    };

    private static JsonObject Decision(DecisionFact decision) => new()
    {
        ["person"] = decision.Person,
        ["tier"] = decision.Tier.ToString(),
        ["saidYes"] = decision.SaidYes,
        ["isLawful"] = decision.IsLawful,
        ["personalItems"] = decision.PersonalItems,
        ["unexplainedItems"] = decision.UnexplainedItems,
        ["signals"] = List(decision.Signals, signal => new JsonObject { ["source"] = signal.Source.ToString(), ["class"] = signal.Class.Code, ["weight"] = signal.Weight }),
    };

    private static JsonObject Exposure(ExposureFact exposure) => new()
    {
        ["at"] = Moment(exposure.At),
        ["person"] = exposure.Person,
        ["topic"] = exposure.Topic,
        ["channel"] = exposure.Channel.ToString(),
        ["class"] = exposure.Class.Code,
        ["supportingEvents"] = exposure.SupportingEvents,
        ["isStatedOrBought"] = exposure.IsStatedOrBought,
        ["triggeredAt"] = Moment(exposure.TriggeredAt),
        ["isCarried"] = exposure.IsCarried,
    };

    private static JsonArray List<T>(IEnumerable<T> facts, Func<T, JsonNode?> write) => new([.. facts.Select(write)]);

    private static long? Moment(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
