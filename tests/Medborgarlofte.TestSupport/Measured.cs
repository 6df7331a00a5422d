using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Medborgarlofte.Events;

namespace Medborgarlofte.TestSupport;

/// <summary>Records the measurements of the product's meter, by instrument and tag.</summary>
public sealed class Measured : IDisposable
{
    private readonly ConcurrentDictionary<(string Instrument, string Tag), (double Last, double Sum)> _values = new();
    private readonly MeterListener _listener = new();

    /// <summary>Starts recording.</summary>
    public Measured()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EventTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The last measurement of an instrument for a tag's value, or null if there is none.</summary>
    public double? Last(string instrument, string tag) => _values.TryGetValue((instrument, tag), out var value) ? value.Last : null;

    /// <summary>The sum of an instrument's measurements for a tag's value.</summary>
    public double Sum(string instrument, string tag) => _values.TryGetValue((instrument, tag), out var value) ? value.Sum : 0;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument.Name, tags.Length == 0 ? "" : (string)tags[0].Value!);
        _values.AddOrUpdate(key, (value, value), (_, before) => (value, before.Sum + value));
    }
}
