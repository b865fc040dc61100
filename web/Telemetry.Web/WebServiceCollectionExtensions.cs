using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;
using Telemetry.Web.Issues;
using Telemetry.Web.SignIn;
using Telemetry.Web.Traces;

namespace Telemetry.Web;

/// <summary>Registers the web pages.</summary>
public static class WebServiceCollectionExtensions
{
    private const string ApiClientName = "Telemetry.Web.QueryApi";

    /// <summary>Adds pages, their sign-in and their client of the query API. The host adds an <see cref="IOneTimeLogin"/>, an <see cref="IAccountDesk"/> and data protection that outlives a restart.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        AddQueryApi(services);
        AddSession(services);
        services.AddScoped<Patience>();
        services.AddSingleton<TraceLayouts>();
        services.AddDataProtection();
        services.AddSingleton<OutcomeCarrier>();
        services.AddScoped<IssueDesk>();
        return services;
    }

    private static void AddQueryApi(IServiceCollection services)
    {
        services.AddHttpClient(ApiClientName, static (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<WebOptions>>().Value;
            client.Timeout = options.ApiTimeout;
            client.MaxResponseContentBufferSize = options.MaxAnswerBytes;
        }).ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // A redirect would carry the token to wherever it points.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        }).RemoveAllLoggers(); // Four lines for each call of a page's ten: what fails is told on the page, and what is slow is in the traces.
        services.AddScoped<ApiConnection>();
        services.AddScoped(static provider => new QueryApiClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ApiClientName), provider.GetRequiredService<ApiConnection>()));
        services.AddScoped<ProjectDirectory>();
    }

    private static void AddSession(IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(WebSession.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(WebSession.Scheme)
            .Configure<IOptions<WebOptions>>(static (cookie, web) =>
            {
                cookie.Cookie.Name = "telemetry-session";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax; // Strict would sign people out who follow a link from a chat.
                cookie.LoginPath = "/login";
                cookie.AccessDeniedPath = "/login";
                cookie.ReturnUrlParameter = "return";
                cookie.SlidingExpiration = true;
                cookie.ExpireTimeSpan = web.Value.SessionLifetime;
                cookie.Events.OnValidatePrincipal = WebSession.ValidateAsync;
            });
        // Whatever names no policy is closed to everybody, also in a process that has no API.
        services.AddAuthorizationBuilder()
            .AddPolicy(WebSession.Policy, static policy => policy.AddAuthenticationSchemes(WebSession.Scheme).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(WebSession.Scheme).RequireAuthenticatedUser().RequireAssertion(static _ => false).Build());
    }
}
