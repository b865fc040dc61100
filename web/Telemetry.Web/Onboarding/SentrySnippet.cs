namespace Telemetry.Web.Onboarding;

/// <summary>For those who have an SDK of Sentry, or want one: it reports here when its DSN says so.</summary>
internal static class SentrySnippet
{
    public const string Install = "pip install sentry-sdk";

    public static string Write(string dsn) => $$"""
        import sentry_sdk

        sentry_sdk.init(dsn="{{dsn}}", release="hello@1.0.0", environment="development")

        prices = {"tea": 3}
        print(prices["coffee"])
        """;
}
