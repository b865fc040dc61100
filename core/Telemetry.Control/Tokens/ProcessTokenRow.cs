namespace Telemetry.Control.Tokens;

/// <summary>A row of <c>process_tokens</c>.</summary>
internal sealed class ProcessTokenRow
{
    public required byte[] TokenHash { get; set; }

    public required long ExpiresAtMilliseconds { get; set; }
}
