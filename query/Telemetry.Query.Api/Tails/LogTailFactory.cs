using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Tails;

/// <summary>Makes tails: what all of them share.</summary>
internal sealed class LogTailFactory(
    LogTailReader reader, TailPlaces places, IOptions<TailOptions> options, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>A tail of a query from a place on.</summary>
    public LogTail Create(ProjectId project, string? queryText, SearchNode query, TailPosition start) => new(this, project, queryText, query, start);

    public LogTailReader Reader => reader;

    public TailPlaces Places => places;

    public TailOptions Options => options.Value;

    public JsonOptions Json => json.Value;

    /// <summary>Ends when the server is told to stop: an open stream would hold the stop up until its limit.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public TimeProvider Time => time;
}
