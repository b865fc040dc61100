using System.IO.Compression;
using System.Text.Json;

namespace Telemetry.Testing.SentryCaptures;

/// <summary>One request of a real Sentry SDK, as it was on the wire.</summary>
/// <param name="Name">Client and number, for example <c>sentry-python-2.64.0_py3.11/0001</c>.</param>
/// <param name="Path">With the project of the recording.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">As sent, compressed as <c>content-encoding</c> says.</param>
public sealed record SentryCapture(string Name, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string RecordedKey = "pubkey";

    /// <summary>Every capture, in order of name.</summary>
    public static IReadOnlyList<SentryCapture> All { get; } = [.. Files().Select(Load)];

    /// <summary>Whether it is a single event, as SDKs before 2.0 send.</summary>
    public bool IsStore => Path.EndsWith("/store/", StringComparison.Ordinal);

    /// <summary>The body, inflated.</summary>
    public byte[] DecodedBody()
    {
        using var source = new MemoryStream(Body);
        using Stream inflater = Headers["content-encoding"] == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        inflater.CopyTo(decoded);
        return decoded.ToArray();
    }

    /// <summary>The same request for another server and key: same bytes, same headers. The DSN in the body stays, as clients put none there.</summary>
    public HttpRequestMessage RequestFor(Uri server, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, Path)) { Content = new ByteArrayContent(Body) };
        foreach (string name in new[] { "x-sentry-auth", "user-agent" })
        {
            request.Headers.TryAddWithoutValidation(name, Headers[name].Replace(RecordedKey, key, StringComparison.Ordinal));
        }

        request.Content.Headers.TryAddWithoutValidation("content-type", Headers["content-type"]);
        request.Content.Headers.TryAddWithoutValidation("content-encoding", Headers["content-encoding"]);
        return request;
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "SentryCaptures"), "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static SentryCapture Load(string bodyFile)
    {
        using JsonDocument about = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.ChangeExtension(bodyFile, ".json")));
        Dictionary<string, string> headers = about.RootElement.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value.GetString() ?? "");
        string client = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(bodyFile)) ?? "";
        return new SentryCapture(
            $"{client}/{System.IO.Path.GetFileNameWithoutExtension(bodyFile)}", about.RootElement.GetProperty("path").GetString() ?? "", headers, File.ReadAllBytes(bodyFile));
    }
}
