using Telemetry.Model;
using Telemetry.Model.Releases;
using Telemetry.Storage.Sessions;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>A row of <c>sessions</c> (docs/schema.md).</summary>
internal sealed record SessionRow
{
    public required string SessionId { get; init; }

    public required ulong Version { get; init; }

    public required ReleaseName Release { get; init; }

    public required string Environment { get; init; }

    public required string UserId { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long Started { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long Timestamp { get; init; }

    public ulong DurationNanoseconds { get; init; }

    public string Status { get; init; } = "";

    public string AbnormalMechanism { get; init; } = "";

    public string UserAgent { get; init; } = "";

    public string InstallId { get; init; } = "";

    public string PreviousRelease { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Consent { get; init; } = "";

    public string Packaging { get; init; } = "";

    public long? ExitCode { get; init; }

    public string SdkName { get; init; } = "";

    public string SdkVersion { get; init; } = "";

    public uint Errors { get; init; }

    public required SessionCounts Counts { get; init; }

    /// <summary>Appends it.</summary>
    public void AppendTo(SessionBlock block, ProjectId project, ushort retentionDays)
    {
        block.ProjectId.Append(project.Value);
        block.SessionId.Append(SessionId);
        block.Version.Append(Version);
        block.Release.Append(Release.Version);
        block.Environment.Append(Environment);
        block.ServiceName.Append(Release.Package);
        block.UserId.Append(UserId);
        block.Started.Append(Started);
        block.Timestamp.Append(Timestamp);
        block.Duration.Append(DurationNanoseconds);
        block.Status.Append(Status);
        block.AbnormalMechanism.Append(AbnormalMechanism);
        block.UserAgent.Append(UserAgent);
        block.Errors.Append(Errors);
        block.Sessions.Append(Counts.Sessions);
        block.Errored.Append(Counts.Errored);
        block.Unhandled.Append(Counts.Unhandled);
        block.Abnormal.Append(Counts.Abnormal);
        block.Crashed.Append(Counts.Crashed);
        AppendOwn(block);
        block.RetentionDays.Append(retentionDays);
        block.EndRow(SessionId.Length + UserId.Length + UserAgent.Length + InstallId.Length);
    }

    /// <summary>What only our own SDK tells.</summary>
    private void AppendOwn(SessionBlock block)
    {
        block.InstallId.Append(InstallId);
        block.PreviousRelease.Append(PreviousRelease);
        block.Kind.Append(Kind);
        block.Consent.Append(Consent);
        block.Packaging.Append(Packaging);
        block.ExitCode.Append(ExitCode);
        block.SdkName.Append(SdkName);
        block.SdkVersion.Append(SdkVersion);
    }
}

/// <summary>How many sessions a row stands for, and how they ended. What is in none of the last four was healthy.</summary>
internal readonly record struct SessionCounts(uint Sessions, uint Errored, uint Unhandled, uint Abnormal, uint Crashed);
