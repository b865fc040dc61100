using System.Globalization;

namespace Telemetry.Storage.Migrations;

/// <summary>The migrations of this version, embedded as <c>Sql/Migrations/NNNN_verb_object.sql</c>.</summary>
internal static class MigrationSource
{
    private const string Prefix = "Telemetry.Storage.Sql.Migrations.";
    private const string Suffix = ".sql";
    private const int VersionDigits = 4;

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static List<Migration> Load()
    {
        var assembly = typeof(MigrationSource).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => Read(assembly, resource))];
    }

    private static Migration Read(System.Reflection.Assembly assembly, string resource)
    {
        var name = resource[Prefix.Length..^Suffix.Length];
        var version = int.Parse(name.AsSpan(0, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture);
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"Resource {resource} is listed but absent.");
        using var reader = new StreamReader(stream);
        return new Migration(version, name, reader.ReadToEnd());
    }
}
