namespace Telemetry.Control.Issues;

/// <summary>How much is kept, in characters.</summary>
internal static class IssueLimits
{
    public const int Title = 500;
    public const int Type = 200;
    public const int Culprit = 500;
    public const int Level = 20;
    public const int Environment = 100;
    public const int Assignee = 200;
    public const int Comment = 10_000;
}
