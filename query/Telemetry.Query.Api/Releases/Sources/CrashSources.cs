using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Control;
using Telemetry.Control.Releases.Sources;
using Telemetry.Model;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>Shows the calls of a crash with their lines, where the program had no sources with it: a frozen one, an archive, byte code.</summary>
internal sealed class CrashSources(SourceReader sources)
{
    // Of one crash: a stack may name a thousand files.
    private const int MaxFiles = 500;
    private const int MaxTexts = 50;

    /// <summary>The same document, with lines from the sources of its release where it has none. Never fails: what cannot be had is left out.</summary>
    public async Task<JsonElement> FillAsync(ProjectId project, JsonElement document, CancellationToken cancellationToken)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("release", out JsonElement release) || release.ValueKind != JsonValueKind.String)
        {
            return document;
        }

        try
        {
            JsonObject crash = JsonObject.Create(document) ?? [];
            FrameSource[] bare = [.. Stacks(crash).SelectMany(Frames).Select(FrameSource.Of).OfType<FrameSource>()];
            return bare.Length > 0 && await FillAsync(project, release.GetString() ?? "", bare, cancellationToken) ? JsonSerializer.SerializeToElement(crash) : document;
        }
        catch (Exception exception) when (exception is ControlUnavailableException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            // Not a word: the crash itself is here, and whoever reads it at three in the morning needs that.
            return document;
        }
    }

    private async Task<bool> FillAsync(ProjectId project, string release, FrameSource[] bare, CancellationToken cancellationToken)
    {
        string[] modules = [.. bare.Select(frame => frame.Module).Where(module => module.Length > 0).Distinct()];
        string[] names = [.. bare.Select(frame => frame.FileName).Distinct()];
        List<StoredSource> files = await sources.FindFilesAsync(project, release, modules, names, MaxFiles, cancellationToken);
        // The innermost calls tell most.
        (FrameSource Frame, StoredSource File)[] found = [.. bare.Reverse().Select(frame => (frame, frame.Find(files)!)).Where(pair => pair.Item2 is not null)];
        string[] hashes = [.. found.Select(pair => pair.File.Hash).Distinct().Take(MaxTexts)];
        IReadOnlyDictionary<string, string> texts = hashes.Length == 0 ? new Dictionary<string, string>() : await sources.ReadTextsAsync(project, hashes, cancellationToken);
        foreach ((FrameSource frame, StoredSource file) in found)
        {
            if (texts.TryGetValue(file.Hash, out string? text))
            {
                frame.Fill(text);
            }
        }

        return found.Length > 0;
    }

    private static IEnumerable<JsonObject> Stacks(JsonObject crash) =>
        from list in (string[])["exceptions", "threads"]
        from one in crash[list] as JsonArray ?? []
        where one?["stack"] is JsonObject
        select (JsonObject)one["stack"]!;

    private static IEnumerable<JsonObject> Frames(JsonObject stack) => (stack["frames"] as JsonArray ?? []).OfType<JsonObject>();
}
