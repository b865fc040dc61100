namespace Telemetry.Control.Issues;

/// <summary>Says that keys of crashes belong to another issue from now on. Not written for the keys of new issues: whoever assigns those knows them.</summary>
/// <param name="Project">Whose.</param>
/// <param name="Keys">Each with its issue.</param>
public sealed record KeysMoved(uint Project, IReadOnlyList<MovedKey> Keys);

/// <summary>A key and the issue it belongs to now.</summary>
/// <param name="Version">Of the grouping.</param>
/// <param name="Hash">64 bits.</param>
/// <param name="Issue">Null: none any more, since the issue was deleted.</param>
public sealed record MovedKey(int Version, ulong Hash, long? Issue);
