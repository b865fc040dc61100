namespace Telemetry.Control.Outbox;

/// <summary>A row of <c>outbox</c>.</summary>
internal sealed class OutboxRow
{
    public long Id { get; set; }

    public required string Topic { get; set; }

    public required string Subject { get; set; }

    public required string Payload { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public required long DueAtMilliseconds { get; set; }

    public int Attempts { get; set; }

    public string? Claim { get; set; }

    public long? ClaimedUntilMilliseconds { get; set; }

    public long? DoneAtMilliseconds { get; set; }

    public string? Error { get; set; }
}
