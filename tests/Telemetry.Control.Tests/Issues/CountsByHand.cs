using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Tests.Issues;

/// <summary>Counts that a test says.</summary>
internal sealed class CountsByHand : IIssueCounts
{
    public IssueCount Count { get; set; }

    public long EachHour { get; set; }

    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public List<IssueCountQuestion> Asked { get; } = [];

    public async Task<IReadOnlyList<IssueCount>> CountAsync(ProjectId project, IReadOnlyList<IssueCountQuestion> questions, CancellationToken cancellationToken)
    {
        Asked.AddRange(questions);
        await BeforeAnswer();
        return [.. questions.Select(_ => Count)];
    }

    public Task<IReadOnlyList<HourlyVolume>> CountByHourAsync(
        ProjectId project, IReadOnlyList<IssueCountQuestion> questions, DateTimeOffset from, int hours, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HourlyVolume>>([.. questions.Select(_ => new HourlyVolume(from, [.. Enumerable.Repeat(EachHour, hours)]))]);
}
