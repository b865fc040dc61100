using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Telemetry.Web.Sdk;

/// <summary>The SDK for Python as pip fetches it. Open to everybody: pip signs in nowhere, and what is in it is public.</summary>
internal static class SdkEndpoints
{
    /// <summary>Where a page's reader finds the wheel.</summary>
    public static string PathOfWheel => $"/sdk/{PythonSdk.FileName}";

    public static void MapPythonSdk(this IEndpointRouteBuilder routes) => routes.MapGet("/sdk/{file}", Fetch).AllowAnonymous();

    private static IResult Fetch(string file) =>
        file == PythonSdk.FileName
            ? TypedResults.Bytes(PythonSdk.Wheel, "application/octet-stream", file, entityTag: new EntityTagHeaderValue($"\"{PythonSdk.Sha256}\""))
            : TypedResults.NotFound();
}
