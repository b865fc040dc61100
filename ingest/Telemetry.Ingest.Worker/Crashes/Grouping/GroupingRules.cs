using System.Collections.Frozen;
using Telemetry.Ingest.Worker.Crashes.Rules;

namespace Telemetry.Ingest.Worker.Crashes.Grouping;

/// <summary>What a project and its release say about grouping.</summary>
/// <param name="Fingerprint">The project's fingerprint rules.</param>
/// <param name="Stack">The project's stack rules.</param>
/// <param name="KnownModules">Top-level modules of the distributions that the release has.</param>
internal sealed record GroupingRules(FingerprintRules Fingerprint, StackRules Stack, IReadOnlySet<string> KnownModules)
{
    /// <summary>Nothing.</summary>
    public static GroupingRules None { get; } = new(FingerprintRules.None, StackRules.None, FrozenSet<string>.Empty);
}
