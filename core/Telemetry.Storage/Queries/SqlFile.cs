namespace Telemetry.Storage.Queries;

/// <summary>The fixed statements, embedded from <c>Sql/</c>.</summary>
internal static class SqlFile
{
    /// <summary>Reads one, for example <c>Spans.get_trace</c>. Called once per statement, at start.</summary>
    public static string Read(string name)
    {
        string resource = $"Telemetry.Storage.Sql.{name}.sql";
        using Stream stream = typeof(SqlFile).Assembly.GetManifestResourceStream(resource) ?? throw new ArgumentException($"{resource} is not embedded.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
