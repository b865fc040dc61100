using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>Templates of log messages.</summary>
public sealed partial class QueryApiClient
{
    /// <summary>The most frequent templates.</summary>
    public Task<ApiAnswer<LogPatternList>> GetLogPatternsAsync(ApiSearch search, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "logs", "patterns"), ApiJson.Default.LogPatternList, cancellationToken);
}
