using System.Diagnostics;
using System.Diagnostics.Metrics;
using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway;

/// <summary>The gateway's own metrics. Tags are from short fixed lists: never a project or a key.</summary>
internal sealed class GatewayMeters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Telemetry.Ingest.Gateway";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _items;
    private readonly Counter<long> _bytes;

    public GatewayMeters(IMeterFactory meters, IntakeBudget budget)
    {
        Meter meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("telemetry.gateway.requests", "{request}", "Requests by signal, protocol and outcome.");
        _duration = meter.CreateHistogram<double>("telemetry.gateway.request.duration", "s", "From the headers to the answer.");
        _items = meter.CreateCounter<long>("telemetry.gateway.items", "{item}", "Log records, spans, data points and so on by signal and outcome.");
        _bytes = meter.CreateCounter<long>("telemetry.gateway.bytes", "By", "Bytes of requests as protobuf, inflated, by signal and outcome.");
        meter.CreateObservableUpDownCounter("telemetry.gateway.bytes_in_flight", () => budget.BytesInUse, "By", "Memory held by requests being read.");
    }

    /// <summary>Counts a request when it is answered, or when its client has gone.</summary>
    public void CountRequest(string signal, string protocol, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { "signal", signal }, { "protocol", protocol }, { "outcome", outcome } };
        _requests.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Counts items, whatever became of them.</summary>
    public void CountItems(string signal, string outcome, long items, long bytes)
    {
        var tags = new TagList { { "signal", signal }, { "outcome", outcome } };
        _items.Add(items, tags);
        _bytes.Add(bytes, tags);
    }
}
