using System.Text.RegularExpressions;

namespace Telemetry.Storage.Queries;

/// <summary>The fixed statements, embedded from <c>Sql/</c>. Several that have a piece in common say <c>{include Crashes.scope}</c> in its place.</summary>
internal static partial class SqlFile
{
    /// <summary>Reads one, for example <c>Spans.get_trace</c>. Called once per statement, at start.</summary>
    public static string Read(string name) => Include().Replace(ReadAsIs(name), match => WithoutComment(Read(match.Groups["name"].Value)));

    private static string ReadAsIs(string name)
    {
        string resource = $"Telemetry.Storage.Sql.{name}.sql";
        using Stream stream = typeof(SqlFile).Assembly.GetManifestResourceStream(resource) ?? throw new ArgumentException($"{resource} is not embedded.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A comment in the middle of a line would hide what stands behind it.
    private static string WithoutComment(string piece) => string.Join('\n', piece.Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal))).Trim();

    [GeneratedRegex(@"\{include (?<name>[A-Za-z_.]+)\}")]
    private static partial Regex Include();
}
