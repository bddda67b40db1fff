using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Rapport.Core.Decisions;
using Rapport.Server.Authority;
using Rapport.Server.Compliance;
using Rapport.Server.Endpoints;
using Rapport.Server.Health;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Hosting;

/// <summary>Metrics at <c>/metrics</c>: counts and times, with no tag that could name a person.</summary>
internal sealed class Telemetry : IDisposable
{
    private const string Name = "Rapport";

    private readonly Meter _meter;

    public Telemetry(IMeterFactory meters, LiveFigures figures, TenantDirectory tenants, Trainings trainings, BreachRegister breaches, ComplianceDesk compliance, HealthWatch health, TimeProvider clock)
    {
        _meter = meters.Create(Name);
        _meter.CreateObservableCounter("rapport.events.stored", () => tenants.All.Select(tenant => Measure(figures.Read(tenant.Id).Stored, tenant)));
        _meter.CreateObservableCounter("rapport.events.refused", () => tenants.All.SelectMany(tenant => figures.Read(tenant.Id).Refused, (tenant, pair) => Measure(pair.Value, tenant, "cause", Wire.Name(pair.Key))));
        _meter.CreateObservableCounter("rapport.fields.dropped", () => tenants.All.Select(tenant => Measure(figures.Read(tenant.Id).Dropped.Values.Sum(), tenant)));
        _meter.CreateObservableCounter("rapport.devices.tracking", () => tenants.All.SelectMany(tenant => figures.Read(tenant.Id).Tracking, (tenant, pair) => Measure(pair.Value, tenant, "status", pair.Key.ToString().ToLowerInvariant())));
        _meter.CreateObservableCounter("rapport.decisions", () => tenants.All.SelectMany(tenant => figures.Read(tenant.Id).Tiers, (tenant, pair) => Measure(pair.Value, tenant, "tier", Wire.Name(pair.Key))));
        _meter.CreateObservableCounter("rapport.decisions.degraded", () => tenants.All.Select(tenant => Measure(figures.Read(tenant.Id).Degraded, tenant)));
        _meter.CreateObservableCounter("rapport.reads.refused", () => tenants.All.SelectMany(tenant => figures.Read(tenant.Id).NotRead.GroupBy(each => each.Cause), (tenant, causes) => Measure(causes.Sum(each => (long)each.Lines), tenant, "cause", causes.Key.ToString().ToLowerInvariant())));
        _meter.CreateObservableCounter("rapport.heldback", () => tenants.All.SelectMany(tenant => figures.Read(tenant.Id).HeldBack, (tenant, pair) => Measure(pair.Value, tenant, "rule", Wire.Name(pair.Key))));
        _meter.CreateObservableGauge("rapport.breaches.open", () => tenants.All.Select(tenant => Measure(breaches.Read(tenant.Id).Count(breach => breach is { Drill: false, ReportedAt: null }), tenant)));
        _meter.CreateObservableGauge("rapport.breaches.overdue", () => tenants.All.Select(tenant => Measure(breaches.Read(tenant.Id).Count(breach => !breach.Drill && breach.IsOverdue(clock.GetUtcNow())), tenant)));
        _meter.CreateObservableGauge("rapport.compliance.failed", () => tenants.All.SelectMany(tenant => compliance.LastOf(tenant.Id) is { } run ? [Measure(run.Failed, tenant)] : Array.Empty<Measurement<long>>()));
        _meter.CreateObservableGauge("rapport.data.alerts", () => tenants.All.SelectMany(tenant => health.Alerts(tenant.Id), (tenant, alert) => Measure(1, tenant, "alert", alert.Code)));
        _meter.CreateObservableGauge("rapport.model.age", () => tenants.All.SelectMany(tenant => trainings.TrainedAt(tenant.Id) is { } at ? [Measure((long)(clock.GetUtcNow() - at).TotalSeconds, tenant)] : Array.Empty<Measurement<long>>()), "s");
    }

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Telemetry>();
        // Of the framework the time of requests alone: its other meters cost more than reading a customer's file, at every request.
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(Name).AddMeter("Microsoft.AspNetCore.Hosting").AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
            .AddRuntimeInstrumentation().AddPrometheusExporter());
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<Telemetry>();
        app.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new ReadsOwnCredentials()).Needs(Permissions.Metrics);
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Measure(long value, Tenant tenant) => new(value, new KeyValuePair<string, object?>("tenant", tenant.Id.Value));

    private static Measurement<long> Measure(long value, Tenant tenant, string tag, string named) =>
        new(value, new KeyValuePair<string, object?>("tenant", tenant.Id.Value), new KeyValuePair<string, object?>(tag, named));
}
