using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>What a frame of the session lane holds.</summary>
/// <param name="Rows">In order.</param>
/// <param name="Drops">One for each item of which the reader knows why it is no row; what is missing in both is malformed.</param>
internal sealed record SessionsRead(IReadOnlyList<SessionRow> Rows, IReadOnlyList<DropReason> Drops);
