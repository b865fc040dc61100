using Microsoft.AspNetCore.Identity;

namespace Telemetry.Control.Users;

/// <summary>A row of <c>users</c>. The user name is the e-mail address: people remember one thing.</summary>
internal sealed class UserRow : IdentityUser
{
    public required string Name { get; set; }

    public required long CreatedAtMilliseconds { get; set; }
}
