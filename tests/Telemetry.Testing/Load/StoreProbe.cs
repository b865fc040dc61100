using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Telemetry.Storage;

namespace Telemetry.Testing.Load;

/// <summary>
/// Looks into the analytical store from outside, by plain HTTP: what the product's own readers say about themselves proves less. Every call has a
/// connection of its own, since an idle one would hold up the engine's stop.
/// </summary>
public sealed class StoreProbe(ClickHouseEndpoint endpoint) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = endpoint.Address, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>Where it looks.</summary>
    public ClickHouseEndpoint Endpoint => endpoint;

    /// <summary>The rows of a query as text, column by column.</summary>
    /// <exception cref="HttpRequestException">The store is not there, or refuses; the message is its own.</exception>
    public async Task<IReadOnlyList<string[]>> RowsAsync(string sql, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(sql + " FORMAT JSONCompactEachRow", null, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            JsonSerializer.Deserialize<JsonElement[]>(line)!.Select(cell => cell.ToString()).ToArray())];
    }

    /// <summary>The one number of a query.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken cancellationToken) =>
        long.Parse((await RowsAsync(sql, cancellationToken)).Single().Single(), CultureInfo.InvariantCulture);

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken) => (await SendAsync(sql, null, cancellationToken)).Dispose();

    /// <summary>Runs an insert with the stream as its data.</summary>
    public async Task InsertAsync(string sql, Stream data, CancellationToken cancellationToken) =>
        (await SendAsync(sql, new StreamContent(data, 1 << 18), cancellationToken)).Dispose();

    /// <summary>Writes a query's answer to a file as it comes.</summary>
    public async Task SaveAsync(string sql, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(sql, null, cancellationToken);
        await using FileStream file = File.Create(path);
        await answer.Content.CopyToAsync(file, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string sql, HttpContent? data, CancellationToken cancellationToken)
    {
        string address = data is null ? $"/?database={endpoint.Database}" : $"/?database={endpoint.Database}&query={Uri.EscapeDataString(sql)}";

        // 64-bit integers come as JSON strings by default; as numbers they would lose digits in readers that use doubles.
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "&output_format_json_quote_64bit_integers=1&wait_end_of_query=1");
        request.Content = data ?? new StringContent(sql);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{endpoint.User}:{endpoint.Password}")));
        request.Headers.ConnectionClose = true;
        HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            string refusal = await answer.Content.ReadAsStringAsync(cancellationToken);
            answer.Dispose();
            throw new HttpRequestException(refusal.Trim());
        }

        return answer;
    }
}
