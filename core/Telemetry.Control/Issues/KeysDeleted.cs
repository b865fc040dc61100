namespace Telemetry.Control.Issues;

/// <summary>Says that nothing is stored under some hashes any more, since their issue was deleted: what is there may go (docs/adr/0126).</summary>
/// <param name="Project">Whose.</param>
/// <param name="Hashes">64 bits each.</param>
public sealed record KeysDeleted(uint Project, IReadOnlyList<ulong> Hashes);
