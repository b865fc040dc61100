using System.Globalization;
using System.Net;

namespace Telemetry.Storage.Native;

/// <summary>Sends blocks to ClickHouse over HTTP. One per process; its connections are kept and used again. Thread-safe.</summary>
public sealed class NativeInsertClient : IDisposable
{
    /// <summary>An insert that takes longer is given up and repeated; a table that hangs must not hold a lane for ever.</summary>
    public static readonly TimeSpan InsertTimeout = TimeSpan.FromMinutes(2);

    private const int MaxMessageLength = 500;

    private readonly ClickHouseEndpoint _endpoint;
    private readonly StorageReadiness? _readiness;
    private readonly HttpClient _http;

    /// <summary>Connects at the first insert.</summary>
    /// <param name="endpoint">Where the tables are.</param>
    /// <param name="readiness">Whether they are all there; null when somebody else has seen to that.</param>
    public NativeInsertClient(ClickHouseEndpoint endpoint, StorageReadiness? readiness = null)
    {
        _endpoint = endpoint;
        _readiness = readiness;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // Short: an embedded engine waits for open connections when it stops.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
            UseProxy = false,
            UseCookies = false,
        })
        {
            BaseAddress = endpoint.Address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Stores a block. Returns only when ClickHouse has all of it; safe to repeat under the same token, also concurrently.</summary>
    /// <param name="block">At least one row; must not change meanwhile.</param>
    /// <param name="deduplicationToken">Names these rows for ever.</param>
    /// <param name="cancellationToken">Ends the wait; what becomes of the rows is then unknown.</param>
    /// <exception cref="InsertFailedException">Refused, or no answer: acknowledge nothing.</exception>
    public async Task InsertAsync(NativeBlock block, string deduplicationToken, CancellationToken cancellationToken)
    {
        // While migrations run, a table may be there and the view that sums it up not yet: such rows would be missing from the sums for ever.
        if (_readiness is { IsReady: false } missing)
        {
            throw new InsertFailedException(null, missing.Reason);
        }

        NativeBlockWriter.Write(block, block.Output);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InsertTimeout);
        try
        {
            await SendAsync(block, new NativeContent(block.Output), deduplicationToken, limit.Token);
        }
        catch (HttpRequestException exception)
        {
            await ThrowIfRefusedBeforehandAsync(block, cancellationToken);
            throw new InsertFailedException(null, $"ClickHouse at {_endpoint} cannot be reached: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InsertFailedException(null, $"ClickHouse at {_endpoint} did not answer an insert within {InsertTimeout}.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task SendAsync(NativeBlock block, HttpContent rows, string deduplicationToken, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Query(block, deduplicationToken))
        {
            Content = rows,
            Headers = { { "X-ClickHouse-User", _endpoint.User }, { "X-ClickHouse-Key", _endpoint.Password } },
        };
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    /// <summary>
    /// ClickHouse answers a wrong password or table at once and hangs up on the body, and the broken connection swallows the answer
    /// (it says "100 Continue" too early for that to help). The same insert without rows brings it out.
    /// </summary>
    private async Task ThrowIfRefusedBeforehandAsync(NativeBlock block, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(block, new ByteArrayContent([]), "", cancellationToken);
        }
        catch (HttpRequestException)
        {
            // Nobody there: what the caller already knows.
        }
    }

    private string Query(NativeBlock block, string deduplicationToken)
    {
        string columns = string.Join(", ", block.Columns.Select(column => $"`{column.Name}`"));
        (string Name, string Value)[] parameters =
        [
            ("database", _endpoint.Database),
            ("query", $"INSERT INTO {block.TableName} ({columns}) FORMAT Native"),
            ("insert_deduplicate", "1"),
            ("insert_deduplication_token", deduplicationToken),
            ("deduplicate_blocks_in_dependent_materialized_views", "1"),
            // One insert, one block, one part per partition: that is what the token stands for. So no asynchronous gathering with others,
            // and no limit on partitions, for rows that come late are stored like all others.
            ("async_insert", "0"),
            ("max_partitions_per_insert_block", "0"),
            ("max_insert_threads", "1"),
            // A cluster answers when the shards have the rows, not when one node has spooled them.
            ("distributed_foreground_insert", "1"),
            ("wait_end_of_query", "1"),
        ];
        return "?" + string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        int? code = Code(response);
        // An error that comes late is sent under 200: then it is in the body, which an insert otherwise leaves empty.
        if (response.StatusCode == HttpStatusCode.OK && code is null && body.Length == 0)
        {
            return;
        }

        string reason = body.Length == 0 ? $"HTTP status {(int)response.StatusCode}" : body.Trim();
        throw new InsertFailedException(code, $"ClickHouse refused an insert: {reason[..Math.Min(reason.Length, MaxMessageLength)]}");
    }

    private static int? Code(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-ClickHouse-Exception-Code", out IEnumerable<string>? values)
        && int.TryParse(values.First(), CultureInfo.InvariantCulture, out int code)
            ? code
            : null;
}
