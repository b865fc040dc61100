using System.Text.Json;
using Telemetry.Model;

namespace Telemetry.Testing.Captures;

/// <summary>The recorded requests, read from <c>Captures/</c> beside the test assembly.</summary>
public static class OtlpCaptures
{
    /// <summary>Every capture, in order of name.</summary>
    public static IReadOnlyList<OtlpCapture> All { get; } = [.. Files().Select(Load)];

    /// <summary>Those of one signal.</summary>
    public static IReadOnlyList<OtlpCapture> Of(Signal signal) => [.. All.Where(capture => capture.Signal == signal)];

    /// <summary>One by name, so that a test case stays serialisable.</summary>
    public static OtlpCapture Find(string name) => All.Single(capture => capture.Name == name);

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Captures"), "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static OtlpCapture Load(string bodyFile)
    {
        using JsonDocument about = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(bodyFile, ".json")));
        Dictionary<string, string> headers = about.RootElement.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value.GetString() ?? "");
        string client = Path.GetFileName(Path.GetDirectoryName(bodyFile)) ?? "";
        return new OtlpCapture(
            $"{client}/{Path.GetFileNameWithoutExtension(bodyFile)}",
            about.RootElement.GetProperty("path").GetString() ?? "",
            headers,
            File.ReadAllBytes(bodyFile));
    }
}
