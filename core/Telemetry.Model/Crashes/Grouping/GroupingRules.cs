using System.Collections.Frozen;
using Telemetry.Model.Crashes.Rules;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>What a project and a crash's release say about grouping. Safe for several threads.</summary>
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

    /// <summary>Lines of the fingerprint rules that cannot be used; the others hold.</summary>
    public IReadOnlyList<RuleProblem> FingerprintProblems => Fingerprint.Problems;

    /// <summary>The same of the stack rules.</summary>
    public IReadOnlyList<RuleProblem> StackProblems => Stack.Problems;

    internal FingerprintRules Fingerprint { get; }

    internal StackRules Stack { get; }

    /// <summary>Top-level modules of the distributions that the release has.</summary>
    internal IReadOnlySet<string> KnownModules { get; }

    /// <summary>Reads a project's rules. Never throws: what is wrong is in the problems.</summary>
    /// <param name="fingerprint">One a line: <c>error.type:DatabaseError -&gt; database</c>; the first that holds wins.</param>
    /// <param name="stack">One a line: <c>stack.module:acme.* +app</c>; all are applied.</param>
    public static GroupingRules Parse(string fingerprint, string stack) =>
        fingerprint.Length == 0 && stack.Length == 0 ? None : new GroupingRules(FingerprintRules.Parse(fingerprint), StackRules.Parse(stack), FrozenSet<string>.Empty);

    /// <summary>The same rules for a crash whose own list of distributions is not in it.</summary>
    /// <param name="modules">Top-level modules of the distributions, as <see cref="KnownDistributions.ModulesOf"/> finds them.</param>
    public GroupingRules With(IReadOnlySet<string> modules) => modules.Count == 0 && KnownModules.Count == 0 ? this : new GroupingRules(Fingerprint, Stack, modules);
}
