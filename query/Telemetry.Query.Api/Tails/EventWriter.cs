using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Telemetry.Query.Api.Tails;

/// <summary>
/// Writes server-sent events. By hand: the framework's result knows no comments, and a heartbeat must be one.
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
/// </summary>
internal sealed class EventWriter(PipeWriter output)
{
    private const int FlushBytes = 32 * 1024;

    /// <summary>An event of data, which holds no line break: JSON in one line. Without a name, browsers call it <c>message</c>.</summary>
    public async ValueTask WriteAsync(string? name, string? id, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (name is not null)
        {
            Write($"event: {name}\n");
        }

        if (id is not null)
        {
            Write($"id: {id}\n");
        }

        Write("data: ");
        output.Write(data.Span);
        Write("\n\n");
        if (output.UnflushedBytes >= FlushBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>A comment, which clients skip, and a place, which they remember: an event without data is none, yet its id counts.</summary>
    public void WritePlace(string comment, string id) => Write($": {comment}\nid: {id}\n\n");

    /// <summary>How long a client should wait before it connects again.</summary>
    public void WriteRetry(TimeSpan wait) => Write(FormattableString.Invariant($"retry: {wait.TotalMilliseconds:0}\n"));

    /// <summary>Sends what was written. Waits while the client does not read.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
