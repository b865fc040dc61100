using Telemetry.Control.Issues;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>An issue that happened in the range, and what a query may ask about it.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Hashes">Those that happened in the range.</param>
/// <param name="Events">In the places asked for.</param>
/// <param name="Releases">Where it was seen in the range.</param>
/// <param name="Environments">Where it was seen in the range.</param>
/// <param name="Users">Installs or users hit; 0 unless the query or the order asks for it.</param>
internal sealed record IssueCandidate(
    Issue Issue, IReadOnlyList<ulong> Hashes, long Events, IReadOnlyCollection<string> Releases, IReadOnlyCollection<string> Environments, long Users = 0);
