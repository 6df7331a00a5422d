using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Medborgarlofte.Events;

/// <summary>Names and instruments of the system's telemetry. Tags are codes, never personal data.</summary>
public static class EventTelemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "Medborgarlofte";

    /// <summary>The activity source.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The meter.</summary>
    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Published { get; } = Meter.CreateCounter<long>(
        "medborgarlofte.relay.published", "{event}", "Events published, by module.");

    internal static Gauge<long> Backlog { get; } = Meter.CreateGauge<long>(
        "medborgarlofte.relay.backlog", "{event}", "Events committed but not yet published, by module.");

    internal static Gauge<double> Age { get; } = Meter.CreateGauge<double>(
        "medborgarlofte.relay.age", "s", "Age of the oldest unpublished event, or 0, by module.");

    // The SDK's default bounds suit milliseconds: all seconds would fall into the first bucket.
    internal static Histogram<double> EventLag { get; } = Meter.CreateHistogram(
        "medborgarlofte.event.lag",
        "s",
        "Time from an event's commit until a consumer handled it, by queue.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
        });

    internal static Counter<long> Failed { get; } = Meter.CreateCounter<long>(
        "medborgarlofte.event.failed", "{event}", "Events moved to the error queue after all retries, by queue.");

    internal static Gauge<long> ErrorQueueDepth { get; } = Meter.CreateGauge<long>(
        "medborgarlofte.error_queue.depth", "{message}", "Messages in the error queue of a queue, by queue.");
}
