using System.Text.Json.Nodes;
using Rapport.Core.Recommendations.Explaining;
using Rapport.Core.Tact;

namespace Rapport.Cli.Commands;

/// <summary>An explanation as one JSON object, with the members of <c>POST /v1/explain</c>.</summary>
internal static class ExplanationJson
{
    internal static JsonObject Of(Explanation explanation, string language) => new()
    {
        ["item"] = explanation.Item.Value,
        ["shown"] = explanation.IsShown,
        ["place"] = explanation.Place,
        ["fate"] = NameOf(explanation.Outcome.Fate),
        ["rule"] = RuleOf(explanation.Outcome.HeldBy),
        ["text"] = ExplanationWriter.Headline(explanation, language),
        ["steps"] = new JsonArray([.. ExplanationWriter.Write(explanation, language).Select(step => (JsonNode)new JsonObject
        {
            ["station"] = NameOf(step.Station),
            ["state"] = NameOf(step.State),
            ["text"] = step.Text,
            ["details"] = new JsonArray([.. step.Details.Select(detail => (JsonNode)detail)]),
        })]),
        ["sources"] = new JsonArray([.. explanation.Sources.Select(source => (JsonNode)new JsonObject
        {
            ["id"] = source.Id,
            ["place"] = source.Place,
            ["of"] = source.Of,
            ["score"] = source.Score,
            ["fate"] = NameOf(source.Outcome.Fate),
            ["rule"] = RuleOf(source.Outcome.HeldBy),
            ["because"] = source.Because?.Value,
            ["shares"] = new JsonArray([.. source.Shares.Select(share => (JsonNode)new JsonObject { ["item"] = share.Item.Value, ["score"] = share.Score })]),
        })]),
        ["voices"] = new JsonArray([.. explanation.Voices.Select(voice => (JsonNode)new JsonObject
        {
            ["item"] = voice.Item.Value,
            ["kind"] = NameOf(voice.Kind),
            ["at"] = voice.At,
            ["silence"] = NameOf(voice.Silence),
            ["share"] = voice.Share,
        })]),
        ["answer"] = new JsonArray([.. explanation.Answer.Items.Select(item => (JsonNode)item.Item.Value)]),
    };

    private static string? RuleOf(TactRule rule) => rule == TactRule.None ? null : "T" + (int)rule;

    private static string NameOf<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
