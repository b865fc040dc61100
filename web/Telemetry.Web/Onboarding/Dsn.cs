namespace Telemetry.Web.Onboarding;

/// <summary>The one line that says to an SDK where to send: this product's own SDK and those of Sentry read the same form.</summary>
internal static class Dsn
{
    /// <summary><c>http://KEY@HOST:PORT/PROJECT</c>.</summary>
    /// <param name="endpoint">The door of OTLP over HTTP, which is Sentry's door too.</param>
    /// <param name="key">The ingest key.</param>
    /// <param name="project">Id of the project.</param>
    public static string Write(string endpoint, string key, string project) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) ? $"{address.Scheme}://{key}@{address.Authority}/{project}" : $"http://{key}@localhost:4318/{project}";
}
