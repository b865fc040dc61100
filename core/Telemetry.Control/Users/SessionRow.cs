namespace Telemetry.Control.Users;

/// <summary>A row of <c>sessions</c>.</summary>
internal sealed class SessionRow
{
    public required byte[] TokenHash { get; set; }

    public required string UserId { get; set; }

    public UserRow? User { get; set; }

    /// <summary>The user's at the sign-in. When the user's has changed since, the session is over.</summary>
    public required string SecurityStamp { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public required long LastUsedAtMilliseconds { get; set; }

    public required long ExpiresAtMilliseconds { get; set; }
}
