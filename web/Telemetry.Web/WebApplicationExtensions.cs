using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Completion;
using Telemetry.Web.Components;
using Telemetry.Web.Components.Shared;
using Telemetry.Web.Compression;
using Telemetry.Web.Display;
using Telemetry.Web.Ingest;
using Telemetry.Web.Issues;
using Telemetry.Web.Logs;
using Telemetry.Web.Sdk;
using Telemetry.Web.Security;
using Telemetry.Web.Settings;
using Telemetry.Web.SignIn;
using Telemetry.Web.Traces;
using Telemetry.Web.Views;

namespace Telemetry.Web;

/// <summary>Puts the web pages into an application.</summary>
public static class WebApplicationExtensions
{
    /// <summary>Adds the middleware that pages need and maps them, and nothing for requests that are not a browser's. Call once, before <c>Run</c>.</summary>
    public static WebApplication MapWeb(this WebApplication app)
    {
        // Finds assets beside a build as well as in a publish folder, in every environment.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        app.UseWhen(StandalonePages.IsForPerson, static pages =>
        {
            pages.UseMiddleware<PageSecurityMiddleware>();
            pages.UseMiddleware<ResponseCompressionMiddleware>(new PageCompressionProvider(pages.ApplicationServices));
            pages.UseStandalonePages();
            pages.UseMiddleware<PagePlaces>(PagePlaces.Places, PagePlaces.Patience);
        });
        app.UseAntiforgery();

        // Out of a build, and not a publish folder, each asset would otherwise be compared with its file at each request, sent without compression and
        // without leave to keep it: for people who edit them while the server runs. 350 KB for each page instead of nothing.
        app.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().RequireAuthorization(WebSession.Policy);
        app.MapGet("/noscript", ShowWithoutScript).RequireAuthorization(WebSession.Policy);
        app.MapSignOut();
        app.MapTheme();
        app.MapRawRecord();
        app.MapLogRows();
        app.MapTraceRows();
        app.MapLogTail();
        app.MapLogExport();
        app.MapCompletion();
        app.MapSettings();
        app.MapIngest();
        app.MapSavedViews();
        app.MapIssueForms();
        app.MapCrashRedirect();
        app.MapAttachmentDownloads();
        app.MapPythonSdk();
        app.MapUnknown();
        return app;
    }

    private static IResult ShowWithoutScript(HttpContext context, string? @return)
    {
        context.Response.Cookies.Delete(Patience.ScriptCookie);
        return TypedResults.LocalRedirect(ReturnAddress.Checked(@return));
    }
}
