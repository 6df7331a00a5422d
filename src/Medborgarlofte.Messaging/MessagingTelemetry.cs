using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Medborgarlofte.Messaging;

/// <summary>Names and instruments of the project's own telemetry. Holds codes only, never anything personal.</summary>
public static class MessagingTelemetry
{
    /// <summary>Name of the project's activity source and meter.</summary>
    public const string Name = "Medborgarlofte";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, long> Backlogs = new(StringComparer.Ordinal);

    static MessagingTelemetry() => Meter.CreateObservableGauge(
        "medborgarlofte.relay.backlog", ObserveBacklogs, "{event}", "Events committed but not yet published, by module.");

    /// <summary>Where the project's spans come from.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Where the project's measurements come from.</summary>
    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Published { get; } = Meter.CreateCounter<long>(
        "medborgarlofte.relay.published", "{event}", "Events published, by module.");

    internal static Histogram<double> EventLag { get; } = Meter.CreateHistogram<double>(
        "medborgarlofte.event.lag", "s", "Time from an event's commit until a consumer has handled it, by queue.");

    internal static void SetBacklog(string module, long backlog)
    {
        lock (Gate)
        {
            Backlogs[module] = backlog;
        }
    }

    private static Measurement<long>[] ObserveBacklogs()
    {
        lock (Gate)
        {
            return [.. Backlogs.Select(entry => new Measurement<long>(entry.Value, new KeyValuePair<string, object?>("module", entry.Key)))];
        }
    }
}
