using System.Text.Json.Nodes;
using Telemetry.Control.Releases.Sources;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>A call of a crash that came without its source.</summary>
/// <param name="Frame">It, in the document.</param>
/// <param name="Module">As the client said it; empty when it did not.</param>
/// <param name="File">Its path with <c>/</c>, relative if the client knew.</param>
/// <param name="Line">From 1.</param>
/// <param name="IsOwn">Whether the server calls it the application's own.</param>
internal sealed record FrameSource(JsonObject Frame, string Module, string File, int Line, bool IsOwn)
{
    /// <summary>Marks lines that were not sent with the crash.</summary>
    public const string From = "release";

    private const int Context = 5;
    private const int MaxLine = 512;

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>Last part of the path.</summary>
    public string FileName => File[(File.LastIndexOf('/') + 1)..];

    // Any program's first module is called that, and every file may be one.
    private bool IsNamed => Module is not ("" or "__main__" or "__mp_main__");

    /// <summary>Reads a frame; null when it has its source already, or no place.</summary>
    public static FrameSource? Of(JsonObject frame)
    {
        string file = (Text(frame, "file") ?? Text(frame, "path") ?? "").Replace('\\', '/');
        int line = frame["line"] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
        bool isOwn = frame["own"] is JsonValue own && own.TryGetValue(out bool told) && told;
        return frame.ContainsKey("source") || line < 1 || file.Length == 0 ? null : new FrameSource(frame, Text(frame, "module") ?? "", file, line, isOwn);
    }

    /// <summary>
    /// The file that it is in; null when that is not certain. The module decides. Else, and only for the application's own calls, the longest common end of both paths, if no other file has
    /// one as long.
    /// </summary>
    public StoredSource? Find(IReadOnlyList<StoredSource> files)
    {
        if (IsNamed && files.FirstOrDefault(file => file.Module == Module) is { } named)
        {
            return named;
        }

        if (IsNamed && !IsOwn)
        {
            return null;
        }

        (StoredSource File, int Parts)[] alike = [.. files.Select(file => (file, CommonEnd(file.Path))).Where(one => one.Item2 > 0).OrderByDescending(one => one.Item2)];
        return alike.Length > 0 && alike.All(one => one.Parts < alike[0].Parts || one.File.Hash == alike[0].File.Hash) ? alike[0].File : null;
    }

    /// <summary>Puts the lines in as the client would have; a file that is too short for the line says nothing.</summary>
    public void Fill(string text)
    {
        string[] lines = text.Split(LineEnds, StringSplitOptions.None);
        if (Line > lines.Length)
        {
            return;
        }

        int first = Math.Max(0, Line - 1 - Context);
        Frame["before"] = Lines(lines[first..(Line - 1)]);
        Frame["source"] = Cut(lines[Line - 1]);
        Frame["after"] = Lines(lines[Line..Math.Min(lines.Length, Line + Context)]);
        Frame["source_from"] = From;
    }

    private int CommonEnd(string path)
    {
        string[] own = File.Split('/');
        string[] other = path.Split('/');
        return own.Reverse().Zip(other.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
    }

    private static JsonArray Lines(string[] lines) => [.. lines.Select(line => JsonValue.Create(Cut(line)))];

    private static string Cut(string line) => line.Length <= MaxLine ? line : line[..MaxLine];

    private static string? Text(JsonObject frame, string name) => frame[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
