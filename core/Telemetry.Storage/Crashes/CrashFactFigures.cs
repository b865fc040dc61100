namespace Telemetry.Storage.Crashes;

/// <summary>How many have a fact: installations, or crashes that name none.</summary>
/// <param name="Name">Of the fact; of a distribution where those are compared.</param>
/// <param name="Value">Its value, or the distribution's version.</param>
/// <param name="Own">Those the issue hits, who have it.</param>
/// <param name="Others">Those with other crashes of the same releases, who have it.</param>
/// <param name="AllOwn">Those the issue hits, who tell of the name at all.</param>
/// <param name="AllOthers">The same of the others.</param>
public sealed record FactFigures(string Name, string Value, long Own, long Others, long AllOwn, long AllOthers);

/// <summary>What an issue's crashes have, beside the other crashes of its releases.</summary>
/// <param name="Events">Crashes of the issue in the range.</param>
/// <param name="Compared">Those that were looked at: the newest, by the hour.</param>
/// <param name="Others">Other crashes that were looked at.</param>
/// <param name="Facts">Tags, and facts of the machines.</param>
/// <param name="Distributions">What was installed.</param>
public sealed record CrashComparison(long Events, long Compared, long Others, IReadOnlyList<FactFigures> Facts, IReadOnlyList<FactFigures> Distributions);
