using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>Says which module each file of an archive is, and what its text is. It lies in the archive.</summary>
/// <param name="Version">1.</param>
/// <param name="Files">All of them.</param>
internal sealed record SourceMap(int Version, IReadOnlyList<SourceMapFile?>? Files)
{
    /// <summary>Its name in the archive.</summary>
    public const string FileName = "telemetry-sources.json";

    /// <summary>Reads it by path; null when it is no such map.</summary>
    public static Dictionary<string, SourceMapFile>? Read(byte[] json)
    {
        try
        {
            SourceMap? map = JsonSerializer.Deserialize(json, SourceMapJson.Default.SourceMap);
            return map is { Version: 1, Files: { } files } && files.All(file => file is { Path: not null, Module.Length: <= SourceLimits.Module } && !file.Module.Any(char.IsControl))
                ? files.OfType<SourceMapFile>().DistinctBy(file => file.Path).ToDictionary(file => file.Path ?? "", StringComparer.Ordinal)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A file of it.</summary>
/// <param name="Path">As in the archive.</param>
/// <param name="Module">Dotted.</param>
/// <param name="Sha256">Of the text in UTF-8, in hexadecimal digits; null: not said.</param>
internal sealed record SourceMapFile(string? Path, string? Module, string? Sha256);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SourceMap))]
internal sealed partial class SourceMapJson : JsonSerializerContext;
