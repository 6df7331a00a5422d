using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Medborgarlofte.Events;

/// <summary>Names and instruments of the project's own telemetry. Holds codes only, never anything personal.</summary>
public static class EventTelemetry
{
    /// <summary>Name of the project's activity source and meter.</summary>
    public const string Name = "Medborgarlofte";

    /// <summary>Where the project's spans come from.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Where the project's measurements come from.</summary>
    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Published { get; } = Meter.CreateCounter<long>(
        "medborgarlofte.relay.published", "{event}", "Events published, by module.");

    internal static Gauge<long> Backlog { get; } = Meter.CreateGauge<long>(
        "medborgarlofte.relay.backlog", "{event}", "Events committed but not yet published, by module.");

    internal static Gauge<double> Age { get; } = Meter.CreateGauge<double>(
        "medborgarlofte.relay.age", "s", "Age of the oldest event that is not yet published, 0 where there is none, by module.");

    // The SDK's own bounds are meant for milliseconds: seconds would all fall into the first.
    internal static Histogram<double> EventLag { get; } = Meter.CreateHistogram(
        "medborgarlofte.event.lag",
        "s",
        "Time from an event's commit until a consumer has handled it, by queue.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600] });

    internal static Counter<long> Failed { get; } = Meter.CreateCounter<long>(
        "medborgarlofte.event.failed", "{event}", "Events given up after all tries, by queue.");

    internal static Gauge<long> ErrorQueueDepth { get; } = Meter.CreateGauge<long>(
        "medborgarlofte.error_queue.depth", "{message}", "Messages in the error queue of a queue, by queue.");
}
