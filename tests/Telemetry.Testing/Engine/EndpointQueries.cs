using System.Text;
using System.Text.Json;
using Telemetry.Storage;

namespace Telemetry.Testing.Engine;

/// <summary>What a test asks the engine directly, past our own readers.</summary>
public static class EndpointQueries
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    /// <summary>Runs a statement.</summary>
    public static Task ExecuteAsync(this ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken) =>
        SendAsync(endpoint, sql, cancellationToken);

    /// <summary>The rows, each as JSON by column name. 64-bit numbers are numbers.</summary>
    public static async Task<IReadOnlyList<JsonElement>> QueryAsync(this ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken)
    {
        string lines = await SendAsync(endpoint, $"{sql} FORMAT JSONEachRow", cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    /// <summary>The rows in ClickHouse's Native format.</summary>
    public static async Task<byte[]> QueryNativeAsync(this ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await PostAsync(endpoint, $"{sql} FORMAT Native", cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>The one number of the one row.</summary>
    public static async Task<long> CountAsync(this ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken) =>
        long.Parse(await SendAsync(endpoint, $"{sql} FORMAT TSV", cancellationToken), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> SendAsync(ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await PostAsync(endpoint, sql, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private static async Task<HttpResponseMessage> PostAsync(ClickHouseEndpoint endpoint, string sql, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(endpoint.Address, $"?database={endpoint.Database}&output_format_json_quote_64bit_integers=0"))
        {
            Content = new StringContent(sql, Encoding.UTF8),
            Headers = { { "X-ClickHouse-User", endpoint.User }, { "X-ClickHouse-Key", endpoint.Password } },
        };
        HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? response
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
