using Telemetry.Ingest.Worker.Crashes.Otlp;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>What stands around a session's document: the record that carries it, and the resource.</summary>
/// <param name="Resource">Its attributes.</param>
/// <param name="Record">The record's.</param>
/// <param name="TimeUnixNanoseconds">The record's; 0: not said.</param>
/// <param name="Window">The times a row may carry.</param>
internal sealed record SessionSource(OtlpAttributes Resource, OtlpAttributes Record, ulong TimeUnixNanoseconds, TimeWindow Window)
{
    private readonly RecordMarks _marks = new();

    /// <summary>The first of these attributes that is there, of the record, else of the resource; cut to what a name may have. Empty when there is none.</summary>
    public string Name(params ReadOnlySpan<string> names)
    {
        CrashProblems problems = new();
        return Record.Name(problems, names) ?? Resource.Name(problems, names) ?? "";
    }

    /// <summary>A time to store. Out of what the retention allows: the time of receipt, as for everything else.</summary>
    public long Fit(long time)
    {
        // Before 1970 is outside as well.
        long fit = Window.Fit((ulong)time, _marks);
        _marks.Clear();
        return fit;
    }
}
