using System.Diagnostics.Metrics;
using Medborgarlofte.Messaging;

namespace Medborgarlofte.Notices;

/// <summary>Instruments of the notices. Tags are codes of modules, kinds and failures; never a recipient.</summary>
internal static class NoticeTelemetry
{
    public static Counter<long> Sent { get; } = MessagingTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.sent", "{notice}", "Notices sent, by module and kind.");

    public static Counter<long> Failed { get; } = MessagingTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.failed", "{notice}", "Notices given up, by module, kind and failure.");

    public static Gauge<long> Waiting { get; } = MessagingTelemetry.Meter.CreateGauge<long>(
        "medborgarlofte.notices.waiting", "{notice}", "Notices decided but not yet sent, by module.");

    public static Gauge<double> Age { get; } = MessagingTelemetry.Meter.CreateGauge<double>(
        "medborgarlofte.notices.age", "s", "Age of the oldest notice that is not yet sent, 0 where there is none, by module.");
}
