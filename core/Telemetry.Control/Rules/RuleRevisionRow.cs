namespace Telemetry.Control.Rules;

/// <summary>A project's rules as they were after one change of them; a kind of rules is a table.</summary>
internal abstract class RuleRevisionRow
{
    public required long ProjectId { get; set; }

    /// <summary>From 1, one more with each change.</summary>
    public required int Revision { get; set; }

    public required string ChangedBy { get; set; }

    public required long ChangedAtMilliseconds { get; set; }

    public DateTimeOffset ChangedAt() => DateTimeOffset.FromUnixTimeMilliseconds(ChangedAtMilliseconds);
}
