namespace Telemetry.Control.Outbox;

/// <summary>What messages are about. Each topic has one consumer, which several processes may share.</summary>
public static class OutboxTopics
{
    /// <summary><see cref="Model.Issues.IssueChanged"/>; the subject is the issue.</summary>
    public const string Issues = "issues";

    /// <summary><see cref="Issues.KeysDeleted"/>: crashes that no issue has any more; the subject is the project.</summary>
    public const string Keys = "keys";
}
