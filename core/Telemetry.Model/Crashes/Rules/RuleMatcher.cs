using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>One condition of a rule: <c>stack.function:save_*</c>, <c>!tags.channel:beta</c>. Key and pattern as in Sentry's rules.</summary>
internal sealed class RuleMatcher
{
    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["type"] = "error.type",
        ["value"] = "error.value",
        ["path"] = "stack.abs_path",
        ["abs_path"] = "stack.abs_path",
        ["module"] = "stack.module",
        ["function"] = "stack.function",
        ["package"] = "stack.package",
        ["app"] = "app",
        ["family"] = "family",
        ["error.type"] = "error.type",
        ["error.value"] = "error.value",
        ["stack.abs_path"] = "stack.abs_path",
        ["stack.module"] = "stack.module",
        ["stack.function"] = "stack.function",
        ["stack.package"] = "stack.package",
        ["message"] = "message",
        ["logger"] = "logger",
        ["level"] = "level",
        ["release"] = "release",
        ["environment"] = "environment",
        ["mechanism"] = "mechanism",
    };

    private readonly string _key;
    private readonly bool _isNegated;
    private readonly RulePattern _pattern;

    private RuleMatcher(string key, string pattern, bool isNegated)
    {
        _key = key;
        _isNegated = isNegated;
        bool isPath = key is "stack.abs_path" or "stack.package";
        _pattern = new RulePattern(pattern, isPath, ignoreCase: isPath || key is "message" or "error.value");
    }

    /// <summary>All keys under their long names, for people.</summary>
    public static string Keys => string.Join(", ", LongNames.Values.Distinct().Append("tags.NAME"));

    /// <summary>Whether it is about a frame; all such of a rule must hold for the same frame.</summary>
    public bool IsOfFrame => _key.StartsWith("stack.", StringComparison.Ordinal) || _key is "app" or "family";

    /// <summary>Makes one. Null for a key nobody knows.</summary>
    public static RuleMatcher? Create(string key, string pattern, bool isNegated) =>
        LongNames.TryGetValue(key, out string? known) ? new RuleMatcher(known, pattern, isNegated)
        : key.StartsWith("tags.", StringComparison.Ordinal) && key.Length > "tags.".Length ? new RuleMatcher(key, pattern, isNegated)
        : null;

    /// <summary>Whether it holds for a frame.</summary>
    public bool Holds(StackFrameKey frame, string platform, RuleBudget budget) => _isNegated != (_key switch
    {
        "stack.abs_path" => _pattern.IsMatch(frame.Frame.AbsolutePath, budget) || _pattern.IsMatch(frame.Frame.File, budget),
        "stack.module" => _pattern.IsMatch(frame.Module, budget),
        "stack.function" => _pattern.IsMatch(frame.Function, budget) || _pattern.IsMatch(frame.Frame.Function, budget),
        "stack.package" => _pattern.IsMatch(frame.Package, budget),
        "app" => _pattern.IsMatch(frame.InApp ? "yes" : "no", budget) || _pattern.IsMatch(frame.InApp ? "true" : "false", budget),
        _ => _pattern.IsMatch(platform, budget) || _pattern.IsMatch(platform is "javascript" or "node" ? "javascript" : "other", budget),
    });

    /// <summary>Whether it holds for a crash as a whole.</summary>
    public bool Holds(CrashReport report, RuleBudget budget) => _isNegated != (_key switch
    {
        "error.type" => report.Exceptions.Any(exception => _pattern.IsMatch(exception.Type, budget) || _pattern.IsMatch(exception.QualifiedType, budget)),
        "error.value" => report.Exceptions.Any(exception => _pattern.IsMatch(exception.Value, budget)),
        "message" => _pattern.IsMatch(report.Message?.Text, budget) || report.Exceptions.Any(exception => _pattern.IsMatch(exception.Value, budget)),
        "mechanism" => report.Exceptions.Any(exception => _pattern.IsMatch(exception.Mechanism, budget)),
        "logger" => _pattern.IsMatch(report.Logger, budget),
        "level" => _pattern.IsMatch(CrashNames.NameOf(report.Level), budget),
        "release" => _pattern.IsMatch(report.Release, budget),
        "environment" => _pattern.IsMatch(report.Environment, budget),
        _ => report.Tags.Any(tag => "tags." + tag.Name == _key && _pattern.IsMatch(tag.Text, budget)),
    });
}
