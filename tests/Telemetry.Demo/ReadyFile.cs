using System.Text.Json;

namespace Telemetry.Demo;

/// <summary>What <c>ready.json</c> says of a running server: only what the demo needs.</summary>
/// <param name="OtlpGrpc">Where OTLP over gRPC is taken.</param>
/// <param name="OtlpHttp">Where OTLP over HTTP is taken.</param>
/// <param name="Key">The ingest key of the default project.</param>
/// <param name="Web">Where the pages are.</param>
/// <param name="LoginUrl">The one-time link of the administrator.</param>
internal sealed record ReadyFile(Uri OtlpGrpc, Uri OtlpHttp, string Key, string Web, string LoginUrl)
{
    /// <summary>Reads the file of a data directory.</summary>
    /// <exception cref="FileNotFoundException">No server runs on it.</exception>
    public static ReadyFile Read(string dataDirectory)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(dataDirectory, "ready.json")));
        JsonElement root = document.RootElement;
        return new ReadyFile(
            new Uri(Text(root, "otlpGrpc")),
            new Uri(Text(root, "otlpHttp")),
            Text(root.GetProperty("project"), "key"),
            Text(root, "web"),
            Text(root, "loginUrl"));
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"ready.json has no {name}: this server does not play every role.");
}
