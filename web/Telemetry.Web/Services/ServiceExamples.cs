using Telemetry.Web.Addresses;

namespace Telemetry.Web.Services;

/// <summary>Queries that teach filtering services: they are asked of spans.</summary>
internal static class ServiceExamples
{
    public static IReadOnlyList<QueryExample> All { get; } =
    [
        new("environment:production", "requests of one environment"),
        new("release:>=1.4.0", "releases from this one on, in version order"),
        new("service:[checkout,billing]", "two services"),
        new("attributes.http.route:\"/pay\"", "requests of one route"),
    ];
}
