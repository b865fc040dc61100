using Telemetry.Web.Sdk;

namespace Telemetry.Web.Onboarding;

/// <summary>The first program of a newcomer with this product's own SDK: a log record, a span and a crash.</summary>
internal static class SdkSnippet
{
    public const string FileName = "hello_telemetry.py";

    /// <summary>pip takes the SDK from this very server.</summary>
    /// <param name="site">Scheme, host and port of the pages.</param>
    public static string Install(string site) => $"pip install {site}{SdkEndpoints.PathOfWheel}";

    public static string Write(string dsn) => $$"""
        import logging
        import telemetry_sdk

        telemetry_sdk.init("{{dsn}}", release="hello@1.0.0", environment="development")
        logging.basicConfig(level=logging.INFO)

        with telemetry_sdk.span("first span"):
            logging.info("Hello, Telemetry")

        prices = {"tea": 3}
        print(prices["coffee"])
        """;
}
