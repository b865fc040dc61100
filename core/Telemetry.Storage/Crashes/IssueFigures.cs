namespace Telemetry.Storage.Crashes;

/// <summary>What happened under a grouping hash.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Events">In the places asked for; at least 1.</param>
/// <param name="Releases">All it was seen in, also where it was not counted; may hold the empty name.</param>
/// <param name="Environments">The same.</param>
public sealed record HashFigures(ulong Hash, long Events, IReadOnlyList<string> Releases, IReadOnlyList<string> Environments);

/// <summary>What happened in a place.</summary>
/// <param name="Name">Of the release or environment; empty for crashes that name none, and for the whole.</param>
/// <param name="Events">How many.</param>
/// <param name="Unhandled">Those that nobody caught.</param>
/// <param name="People">Installs or users hit.</param>
/// <param name="First">The earliest.</param>
/// <param name="Last">The latest.</param>
public sealed record PlaceFigures(string Name, long Events, long Unhandled, long People, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Where an issue happened.</summary>
/// <param name="Whole">Altogether; null: it did not.</param>
/// <param name="Releases">Most events first.</param>
/// <param name="Environments">Most events first.</param>
public sealed record IssuePlaces(PlaceFigures? Whole, IReadOnlyList<PlaceFigures> Releases, IReadOnlyList<PlaceFigures> Environments);

/// <summary>How much a release was in use.</summary>
/// <param name="Release">Its name; empty for what names none.</param>
/// <param name="Events">Crashes of all issues.</param>
/// <param name="Sessions">Sessions; 0 when its clients tell of none.</param>
public sealed record ReleaseUse(string Release, long Events, long Sessions);
