namespace Telemetry.Web.Onboarding;

/// <summary>For those who have an SDK of Sentry, or want one: it reports here when its DSN says so.</summary>
internal static class SentrySnippet
{
    public const string Install = "pip install sentry-sdk";

    /// <summary>Where an SDK of Sentry sends to.</summary>
    /// <param name="endpoint">The door of OTLP over HTTP, which is Sentry's door too.</param>
    /// <param name="key">The ingest key.</param>
    /// <param name="project">Id of the project.</param>
    public static string Dsn(string endpoint, string key, string project) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) ? $"{address.Scheme}://{key}@{address.Authority}/{project}" : $"http://{key}@localhost:4318/{project}";

    public static string Write(string dsn) => $$"""
        import sentry_sdk

        sentry_sdk.init(dsn="{{dsn}}", release="hello@1.0.0", environment="development")

        prices = {"tea": 3}
        print(prices["coffee"])
        """;
}
