namespace Telemetry.ServiceDefaults.Operations;

/// <summary>Who may see metrics and the details of readiness.</summary>
public sealed class OperationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Operations";

    /// <summary>A bearer token for scrapers on other machines. None, the default: only this machine may look.</summary>
    public string? Token { get; set; }
}
