namespace Telemetry.Testing.Load;

/// <summary>What a run of the load generator did.</summary>
/// <param name="Elapsed">First request to last answer.</param>
/// <param name="Sent">Requests that have an outcome.</param>
/// <param name="Acknowledged">Of these, acknowledged.</param>
/// <param name="Refused">Of these, refused.</param>
/// <param name="NoAnswer">Of these, without an answer.</param>
/// <param name="Retries">Retryable answers after which the same bytes were sent again; they are not in the counts above.</param>
/// <param name="ItemsPerRequest">Records or spans in each.</param>
/// <param name="Latency">From the first byte sent to the trailers, retries apart.</param>
public sealed record LoadReport(
    TimeSpan Elapsed, long Sent, long Acknowledged, long Refused, long NoAnswer, long Retries, int ItemsPerRequest, LatencyHistogram Latency)
{
    /// <summary>Records or spans the server owns now.</summary>
    public long AcknowledgedItems => Acknowledged * ItemsPerRequest;
}
