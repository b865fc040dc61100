using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>The variables of a fingerprint: <c>{{ error.type }}</c>.</summary>
internal static class FingerprintVariables
{
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
