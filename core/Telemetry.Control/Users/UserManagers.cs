using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Telemetry.Control.Users;

/// <summary>Makes Identity's user manager over a context, so that its questions too go through <see cref="ControlDatabase"/>.</summary>
internal sealed class UserManagers(IOptions<IdentityOptions> options, IPasswordHasher<UserRow> hasher, IServiceProvider services, ILoggerFactory loggers)
{
    private readonly IdentityErrorDescriber _errors = new();

    /// <summary>Not disposed: that would dispose the context with it, which is its owner's.</summary>
    public UserManager<UserRow> Over(ControlContext context) => new(
        new UserOnlyStore<UserRow, ControlContext>(context, _errors),
        options,
        hasher,
        [new UserValidator<UserRow>(_errors)],
        [new PasswordValidator<UserRow>(_errors)],
        new UpperInvariantLookupNormalizer(),
        _errors,
        services,
        loggers.CreateLogger<UserManager<UserRow>>());

    /// <summary>As long as the check of a password takes, for an address that nobody has: the time of an answer must not tell.</summary>
    public void PretendToCheck(string password) => hasher.HashPassword(Nobody, password);

    private static UserRow Nobody { get; } = new() { Name = "", CreatedAtMilliseconds = 0 };
}
