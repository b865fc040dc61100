using Microsoft.Extensions.Options;
using Telemetry.Control;
using Telemetry.Server.Settings;
using Telemetry.Storage;

namespace Telemetry.Server.Commands;

/// <summary>Which failures are somebody's to mend, and what to tell them. Everything else is a fault of ours and keeps its stack trace.</summary>
internal static class StartRefusal
{
    /// <summary>A sentence; null when the failure is not of that kind.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        SettingsException or StorageStartException or ControlUnavailableException => exception.Message,
        OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
