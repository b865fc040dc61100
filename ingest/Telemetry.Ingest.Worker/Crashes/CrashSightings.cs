using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A prepared crash → what its issue wants to know of it.</summary>
internal static class CrashSightings
{
    /// <summary>The sighting.</summary>
    public static CrashSighting Of(BatchedCrash batched)
    {
        (CrashReport report, CrashGrouping grouping) = batched.Crash;
        return new CrashSighting
        {
            Project = batched.Project,
            Keys = [batched.Key],
            Title = grouping.Title,
            Type = TypeOf(batched.Crash),
            Culprit = grouping.Culprit,
            Level = CrashNames.NameOf(report.Level),
            Release = report.Release,
            Environment = report.Environment,
            OccurredAt = report.Time,
            ReceivedAt = report.ReceivedAt,
            Ownership = OwnershipOf(report),
        };
    }

    /// <summary>The qualified type of the exception the issue is about; empty for none.</summary>
    public static string TypeOf(GroupedCrash crash) => MainOf(crash)?.QualifiedType ?? "";

    /// <summary>The exception the issue is about; null for none.</summary>
    public static CrashException? MainOf(GroupedCrash crash) => crash.Report.Exceptions.FirstOrDefault(exception => exception.Id == crash.Grouping.MainExceptionId);

    private static OwnershipSubject OwnershipOf(CrashReport report)
    {
        CrashFrame[] own = [.. report.Exceptions.SelectMany(exception => exception.Stack.Frames).Where(frame => frame.InApp is true)];
        return new OwnershipSubject(
            [.. own.Select(frame => frame.File ?? frame.AbsolutePath).OfType<string>().Distinct()],
            [.. own.Select(frame => frame.Module).OfType<string>().Distinct()],
            report.Contexts.FirstOrDefault(context => context.Name == "request")?.Values.FirstOrDefault(value => value.Name == "url")?.Text,
            report.Tags.DistinctBy(tag => tag.Name).ToDictionary(tag => tag.Name, tag => tag.Text));
    }
}
