using Rapport.Core.Balance;
using Rapport.Core.Decisions;
using Rapport.Server.Boundary;
using Rapport.Server.Health;
using Rapport.Server.Hosting;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Compliance;

/// <summary>What needs somebody now, in the reader's language: the same words on the console and in the API.</summary>
internal sealed class AlarmDesk(LiveFigures figures, SecurityPosture posture, BreachRegister breaches, HealthWatch health, Trainings trainings, TimeProvider clock)
{
    public async Task<IReadOnlyList<Alarm>> ReadAsync(Tenant tenant, string language, CancellationToken cancellation)
    {
        var texts = FactsTexts.In(language);
        var checks = await posture.ReadAsync(tenant.Id, cancellation);
        return [.. Breaches(tenant, texts), .. Data(tenant, texts), .. Model(tenant, texts), .. Lean(tenant, checks, texts)];
    }

    private IEnumerable<Alarm> Breaches(Tenant tenant, FactsTexts texts) =>
        from breach in breaches.Read(tenant.Id)
        where breach is { ReportedAt: null }
        let left = (breach.DueAt - clock.GetUtcNow()).TotalHours
        select new Alarm("breach", left < 0 ? "overdue" : "open", texts.Say(left < 0 ? "alarm.breach.overdue" : "alarm.breach.open", (long)Math.Abs(left), texts.Time(breach.DueAt), breach.Drill ? texts["alarm.breach.drill"] : ""));

    private IEnumerable<Alarm> Data(Tenant tenant, FactsTexts texts) =>
        health.Alerts(tenant.Id).Select(alert => new Alarm("data", alert.Code, texts.Say("alarm.data." + alert.Code, (long)Math.Round(alert.Seen), (long)Math.Round(alert.Usual))));

    private IEnumerable<Alarm> Model(Tenant tenant, FactsTexts texts)
    {
        if (trainings.LastPublicationOf(tenant.Id) is { IsPublished: false } refused)
            yield return new Alarm("model", "refused", texts.Say("alarm.model.refused", string.Join(", ", refused.Failed)));
    }

    private IEnumerable<Alarm> Lean(Tenant tenant, IReadOnlyList<ComplianceCheck> checks, FactsTexts texts)
    {
        var axes = TwoAxes.Of(figures.Read(tenant.Id), [.. checks.Select(check => check.Holds)]);
        if (LeanAlarm.Of(axes) is not { } lean)
            yield break;
        var (known, end) = (axes.Personalization.KnownWeight + axes.Privacy.KnownWeight, lean.End == LeanEnd.TooFar ? "too-far" : "falls-short");
        var next = lean.End == LeanEnd.TooFar && checks.FirstOrDefault(check => !check.Holds) is { } failed
            ? texts.Say("alarm.lean.next", texts[$"check.{failed.Id}.title"])
            : texts[$"alarm.lean.{end}.next"];
        yield return new Alarm("lean", end, texts.Say($"alarm.lean.{end}", (long)Math.Round(lean.Personalization), (long)Math.Round(lean.Privacy), known, next));
    }
}

/// <summary>Something that needs somebody.</summary>
/// <param name="Kind">lean, breach, data or model.</param>
/// <param name="Code">Of the kind: too-far or falls-short; open or overdue; event-drop, feed-items, feed-prices, feed-categorised, feed-categories, unknown-items or malformed-ids; refused.</param>
/// <param name="Text">In the reader's language; names nobody.</param>
internal sealed record Alarm(string Kind, string Code, string Text);
