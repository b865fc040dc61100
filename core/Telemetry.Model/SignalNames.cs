namespace Telemetry.Model;

/// <summary>The text of a <see cref="Signal"/> in the ledger, in answers and in metrics; never renamed.</summary>
public static class SignalNames
{
    /// <summary>For example <c>logs</c>; <c>unknown</c> for a number of a newer version.</summary>
    public static string ToText(this Signal signal) => signal switch
    {
        Signal.Logs => "logs",
        Signal.Spans => "spans",
        Signal.Metrics => "metrics",
        Signal.Crashes => "crashes",
        Signal.Sessions => "sessions",
        Signal.Others => "others",
        Signal.Attachments => "attachments",
        _ => "unknown",
    };
}
