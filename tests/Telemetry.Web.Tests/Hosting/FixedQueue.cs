using Telemetry.Query.Api.Admin;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>
/// What the API is told of a queue, where the pages' drawing of it is the thing under test; that a real queue's dead letters come through the API is tested on the whole server.
/// </summary>
internal sealed class FixedQueue : IQueueGauge, IDeadLetters
{
    private readonly List<DeadLetterItem> _letters =
    [
        Letter("019ab000-0000-7000-8000-000000000001", "The bytes cannot be read: <script>alert('owned')</script> unexpected end of the message at 4711."),
        Letter("019ab000-0000-7000-8000-000000000002", "The store refuses the rows: Code 241, memory limit exceeded."),
    ];

    public ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken) => new(new QueuedItems(3, 1200, _letters.Count, 95));

    public Task<DeadLetterList?> ListAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<DeadLetterList?>(new DeadLetterList([.. _letters], _letters.Count));

    public Task<DeadLetterItem?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_letters.FirstOrDefault(letter => letter.Id == id.ToString()));

    public Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken) => DropAsync(id, cancellationToken);

    public Task<bool> DropAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_letters.RemoveAll(letter => letter.Id == id.ToString()) > 0);

    private static DeadLetterItem Letter(string id, string reason) => new(id, "logs", "2026-11-23T10:00:00.000000000Z", 250, 48_213, reason, null);
}
