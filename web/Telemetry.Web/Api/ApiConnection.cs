using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Api;

/// <summary>Gives each call of the query API its address and the token of the user whose page makes it.</summary>
internal sealed class ApiConnection(IOptions<WebOptions> options, IHttpContextAccessor accessor)
{
    /// <summary>A GET of <paramref name="path"/> under <c>/api/v1/</c> as the present user.</summary>
    public HttpRequestMessage Get(ApiPath path) => Request(HttpMethod.Get, path);

    /// <summary>The same with another method.</summary>
    public HttpRequestMessage Request(HttpMethod method, ApiPath path)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("The query API is called on behalf of a page's request only.");
        var request = new HttpRequestMessage(method, new Uri(Address(context), "api/v1/" + path));
        if (context.User.FindApiToken() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private Uri Address(HttpContext context) => options.Value.ApiAddress is { } address ? Directory(address) : OwnAddress(context.Connection);

    private static Uri Directory(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new Uri(address + "/");

    // Not the Host header: the client writes that, and the token would go wherever it points.
    private static Uri OwnAddress(ConnectionInfo connection)
    {
        var local = connection.LocalIpAddress ?? IPAddress.Loopback;
        var ip = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        var host = ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : ip.ToString();
        return new Uri($"http://{host}:{connection.LocalPort}/");
    }
}
