using Telemetry.Query.Contracts;

namespace Telemetry.Web.Services;

/// <summary>An order of the list of services.</summary>
/// <param name="Code">In addresses; null for the order the API gives.</param>
/// <param name="Key">The highest first.</param>
public sealed record ServiceOrder(string? Code, Func<ServiceItem, double> Key)
{
    /// <summary>As the API gives them.</summary>
    public static ServiceOrder Requests { get; } = new(null, service => service.Requests);

    /// <summary>The share of failed requests.</summary>
    public static ServiceOrder Errors { get; } = new("errors", service => service.Requests == 0 ? 0 : (double)service.Errors / service.Requests);

    /// <summary>Half of the requests.</summary>
    public static ServiceOrder P50 { get; } = new("p50", service => service.Durations?.P50Nanoseconds ?? 0);

    /// <summary>All but the slowest twentieth.</summary>
    public static ServiceOrder P95 { get; } = new("p95", service => service.Durations?.P95Nanoseconds ?? 0);

    /// <summary>All but the slowest hundredth.</summary>
    public static ServiceOrder P99 { get; } = new("p99", service => service.Durations?.P99Nanoseconds ?? 0);

    /// <summary>The one an address means.</summary>
    public static ServiceOrder Find(string? code) => new[] { Errors, P50, P95, P99 }.FirstOrDefault(order => order.Code == code) ?? Requests;

    /// <summary>The services in this order; equal ones as they were.</summary>
    public IReadOnlyList<ServiceItem> Sort(IReadOnlyList<ServiceItem> items) => Code is null ? items : [.. items.OrderByDescending(Key)];
}
