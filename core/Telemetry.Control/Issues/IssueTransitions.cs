using Telemetry.Control.Releases;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Makes a change that nobody made.</summary>
internal static class IssueTransitions
{
    public static void Make(ControlContext context, IssueRow row, IssueTransition transition, DateTimeOffset now)
    {
        IssueState before = row.ToState();
        row.Apply(transition.State);
        IssueChange.Tell(context, row, transition.Kind, IssueActor.Server, now, new IssueActivityDetails
        {
            Before = before,
            After = transition.State,
            Release = Clean(transition.Cause?.Release, ReleaseWriter.MaxVersionLength),
            Environment = Clean(transition.Cause?.Environment, IssueLimits.Environment),
        });
    }

    private static string? Clean(string? text, int length) => text is null ? null : StoredText.Clean(text, length);
}
