using System.Diagnostics.Metrics;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;

namespace Medborgarlofte.Mail;

/// <summary>Instruments of the notices. Tags are codes of modules, kinds and failures; never a recipient.</summary>
internal static class NoticeTelemetry
{
    public static Counter<long> Sent { get; } = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.sent", "{notice}", "Notices sent, by module and kind.");

    public static Counter<long> Failed { get; } = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.failed", "{notice}", "Notices given up, by module, kind and failure.");

    public static Gauge<long> Waiting { get; } = EventTelemetry.Meter.CreateGauge<long>(
        "medborgarlofte.notices.waiting", "{notice}", "Notices decided but not yet sent, by module.");

    public static Gauge<double> Age { get; } = EventTelemetry.Meter.CreateGauge<double>(
        "medborgarlofte.notices.age", "s", "Age of the oldest notice that is not yet sent, 0 where there is none, by module.");
}
