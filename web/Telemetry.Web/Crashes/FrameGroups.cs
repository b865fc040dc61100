namespace Telemetry.Web.Crashes;

/// <summary>Calls that follow one another and are shown, or folded away, together.</summary>
/// <param name="IsOwn">Whether they are the application's own; then there is one.</param>
/// <param name="Frames">The innermost first.</param>
public sealed record FrameGroup(bool IsOwn, IReadOnlyList<CrashFrame> Frames);

/// <summary>A stack as it is read: where it ended first, the application's own calls one by one, those of libraries folded.</summary>
public static class FrameGroups
{
    /// <summary>The groups. A stack without a call of the application's own shows the innermost one as if it were.</summary>
    public static IReadOnlyList<FrameGroup> Of(CrashStack? stack)
    {
        IReadOnlyList<CrashFrame> frames = stack?.Frames ?? [];
        bool hasOwn = frames.Any(frame => frame.Own == true);
        List<FrameGroup> groups = [];
        for (int index = frames.Count - 1; index >= 0; index--)
        {
            CrashFrame frame = frames[index];
            bool isOwn = frame.Own == true || (!hasOwn && index == frames.Count - 1);
            if (!isOwn && groups is [.., { IsOwn: false } last])
            {
                groups[^1] = last with { Frames = [.. last.Frames, frame] };
                continue;
            }

            groups.Add(new FrameGroup(isOwn, [frame]));
        }

        return groups;
    }
}
