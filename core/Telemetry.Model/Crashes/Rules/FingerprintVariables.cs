using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>The variables of a fingerprint: <c>{{ error.type }}</c>.</summary>
internal static class FingerprintVariables
{
    private static readonly string[] Known =
    [
        "default", "error.type", "error.value", "message", "stack.module", "stack.function", "stack.package", "stack.abs_path", "transaction", "logger", "level", "release", "environment", "tags.NAME",
        "type", "value", "module", "function", "package", "abs_path",
    ];

    /// <summary>All variables under their long names, for people.</summary>
    public static string Names => string.Join(", ", Known.TakeWhile(name => name != "type"));

    /// <summary>Whether a part is a text, or a variable that there is.</summary>
    public static bool IsKnown(string part) => NameOf(part) is not { } name || Known.Contains(name) || (name.StartsWith("tags.", StringComparison.Ordinal) && name.Length > "tags.".Length);

    /// <summary>Whether a part stands for our own grouping.</summary>
    public static bool IsDefault(string part) => NameOf(part) == "default";

    /// <summary>A part with its variable put in; texts stay as they are, unknown variables are empty.</summary>
    /// <param name="part">Of a fingerprint.</param>
    /// <param name="report">The crash.</param>
    /// <param name="main">Its main exception.</param>
    /// <param name="last">The last frame of the application's own.</param>
    public static string Resolve(string part, CrashReport report, CrashException? main, StackFrameKey? last) =>
        NameOf(part) is not { } name ? part
        : name switch
        {
            "error.type" or "type" => main?.Type ?? "",
            "error.value" or "value" => main?.Value ?? "",
            "message" => report.Message?.Text ?? main?.Value ?? "",
            "stack.module" or "module" => last?.Module ?? "",
            "stack.function" or "function" => last?.Function ?? "",
            "stack.package" or "package" => last?.Module.Split('.')[0] ?? "",
            "stack.abs_path" or "abs_path" => last?.Frame.AbsolutePath ?? "",
            "transaction" => report.Transaction ?? "",
            "logger" => report.Logger ?? "",
            "level" => CrashNames.NameOf(report.Level),
            "release" => report.Release ?? "",
            "environment" => report.Environment ?? "",
            _ when name.StartsWith("tags.", StringComparison.Ordinal) => report.Tags.FirstOrDefault(tag => "tags." + tag.Name == name)?.Text ?? "",
            _ => "",
        };

    private static string? NameOf(string part)
    {
        string trimmed = part.Trim();
        return trimmed.StartsWith("{{", StringComparison.Ordinal) && trimmed.EndsWith("}}", StringComparison.Ordinal) && trimmed.Length > 4
            ? trimmed[2..^2].Trim()
            : null;
    }
}
