using System.Diagnostics.Metrics;

namespace Medborgarlofte.Mail;

/// <summary>Instruments of the notices. Tags are modules, kinds and failure codes, never recipients.</summary>
internal static class NoticeTelemetry
{
    public static Counter<long> Sent { get; } = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.sent", "{notice}", "Notices sent, by module and kind.");

    public static Counter<long> Failed { get; } = EventTelemetry.Meter.CreateCounter<long>(
        "medborgarlofte.notices.failed", "{notice}", "Notices failed, by module, kind and failure.");

    public static Gauge<long> Waiting { get; } = EventTelemetry.Meter.CreateGauge<long>(
        "medborgarlofte.notices.waiting", "{notice}", "Notices waiting to be sent, by module.");

    public static Gauge<double> Age { get; } = EventTelemetry.Meter.CreateGauge<double>(
        "medborgarlofte.notices.age", "s", "Age of the oldest waiting notice, or 0, by module.");
}
