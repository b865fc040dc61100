using System.Collections.Frozen;
using Telemetry.Model.Crashes.Rules;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>What a project and a crash's release say about grouping.</summary>
public sealed class GroupingRules
{
    internal GroupingRules(FingerprintRules fingerprint, StackRules stack, IReadOnlySet<string> knownModules)
    {
        Fingerprint = fingerprint;
        Stack = stack;
        KnownModules = knownModules;
    }

    /// <summary>Nothing.</summary>
    public static GroupingRules None { get; } = new(FingerprintRules.None, StackRules.None, FrozenSet<string>.Empty);

    internal FingerprintRules Fingerprint { get; }

    internal StackRules Stack { get; }

    /// <summary>Top-level modules of the distributions that the release has.</summary>
    internal IReadOnlySet<string> KnownModules { get; }

    /// <summary>The same rules for a crash with other libraries.</summary>
    /// <param name="modules">Top-level modules, as <see cref="KnownDistributions.ModulesOf"/> finds them.</param>
    public GroupingRules With(IReadOnlySet<string> modules) => modules.Count == 0 && KnownModules.Count == 0 ? this : new GroupingRules(Fingerprint, Stack, modules);
}
