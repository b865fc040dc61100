using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Search;

/// <summary>What is searched, and where: every read has a project and a time range.</summary>
/// <param name="Project">The project; the caller has checked the access.</param>
/// <param name="Window">The range of record times.</param>
/// <param name="Query">The query; the caller has checked it with the reader's <c>FindProblem</c>.</param>
public sealed record SearchRequest(ProjectId Project, TimeWindow Window, SearchNode Query);
