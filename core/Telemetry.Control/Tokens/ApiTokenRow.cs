namespace Telemetry.Control.Tokens;

/// <summary>A row of <c>api_tokens</c>.</summary>
internal sealed class ApiTokenRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string Prefix { get; set; }

    public required byte[] TokenHash { get; set; }

    public required string Scope { get; set; }

    public required long? ProjectId { get; set; }

    public required string Owner { get; set; }

    public required string CreatedBy { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public required long ExpiresAtMilliseconds { get; set; }

    public long? LastUsedAtMilliseconds { get; set; }

    public long? RevokedAtMilliseconds { get; set; }
}
