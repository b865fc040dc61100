using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Users;

/// <summary>The people who may sign in, and their passwords. Who may call what, the caller decides.</summary>
public sealed class Accounts
{
    private readonly ControlDatabase _database;
    private readonly UserManagers _managers;
    private readonly TimeProvider _time;

    internal Accounts(ControlDatabase database, UserManagers managers, TimeProvider time)
    {
        _database = database;
        _managers = managers;
        _time = time;
    }

    /// <summary>All of them, by e-mail address.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) => await _database.AskAsync(
        (context, token) => context.Users.AsNoTracking().OrderBy(user => user.NormalizedEmail).Select(user => new Account(user.Id, user.Email ?? "", user.Name)).ToListAsync(token),
        cancellationToken);

    /// <summary>Makes one.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<AccountChange> CreateAsync(string email, string name, string password, CancellationToken cancellationToken)
    {
        List<string> problems = [.. ProblemsOf(email, name), .. PasswordRule.ProblemsOf(password)];
        return problems.Count > 0 ? Task.FromResult(new AccountChange(null, problems)) : _database.AskAsync(
            async (context, _) =>
            {
                var user = new UserRow
                {
                    Name = name.Trim(),
                    Email = email.Trim(),
                    UserName = email.Trim(),
                    // There is no mail to confirm it with, and nothing is sent to it.
                    EmailConfirmed = false,
                    CreatedAtMilliseconds = _time.GetUtcNow().ToUnixTimeMilliseconds(),
                };
                return Change(user, await _managers.Over(context).CreateAsync(user, password));
            },
            cancellationToken);
    }

    /// <summary>Tries a password. Five wrong ones in a row lock the account for five minutes.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<PasswordCheck> CheckAsync(string email, string password, CancellationToken cancellationToken) => _database.AskAsync(
        async (context, _) =>
        {
            UserManager<UserRow> users = _managers.Over(context);
            string known = Cut(email.Trim(), AccountRules.MaxNameLength);
            if (await users.FindByEmailAsync(known) is { } user)
            {
                return await CheckAsync(users, user, password);
            }

            _managers.PretendToCheck(Cut(password, AccountRules.MaxPasswordLength));
            return new PasswordCheck(null, null);
        },
        cancellationToken);

    /// <summary>Changes a password, which ends every session of the account. A wrong present password counts as a wrong sign-in.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<AccountChange> ChangePasswordAsync(string id, string present, string password, CancellationToken cancellationToken) =>
        WithUserAsync(id, password, async (users, user) =>
        {
            PasswordCheck check = await CheckAsync(users, user, present);
            if (check.Account is null)
            {
                return new AccountChange(null, [check.LockedUntil is null ? "The present password is wrong." : "Too many wrong passwords: wait five minutes, then try again."]);
            }

            return Change(user, await users.ChangePasswordAsync(user, present, password));
        }, cancellationToken);

    /// <summary>Sets a password without the present one, unlocks the account and ends every session of it: for whoever has the server's own link.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<AccountChange> ResetPasswordAsync(string id, string password, CancellationToken cancellationToken) =>
        WithUserAsync(id, password, async (users, user) =>
        {
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            // Saves the user, too.
            return Change(user, await users.UpdateSecurityStampAsync(user));
        }, cancellationToken);

    private Task<AccountChange> WithUserAsync(
        string id, string password, Func<UserManager<UserRow>, UserRow, Task<AccountChange>> change, CancellationToken cancellationToken) =>
        PasswordRule.ProblemsOf(password) is { Count: > 0 } problems ? Task.FromResult(new AccountChange(null, problems)) : _database.AskAsync(
            async (context, _) =>
            {
                UserManager<UserRow> users = _managers.Over(context);
                return await users.FindByIdAsync(id) is { } user ? await change(users, user) : new AccountChange(null, ["There is no such account any more."]);
            },
            cancellationToken);

    private static async Task<PasswordCheck> CheckAsync(UserManager<UserRow> users, UserRow user, string password)
    {
        // Also for a locked account: the answer must not come sooner.
        bool isRight = await users.CheckPasswordAsync(user, Cut(password, AccountRules.MaxPasswordLength));
        if (await users.IsLockedOutAsync(user))
        {
            return new PasswordCheck(null, user.LockoutEnd);
        }

        IdentityResult saved = isRight ? await users.ResetAccessFailedCountAsync(user) : await users.AccessFailedAsync(user);
        // Not saved: another attempt at the same account was faster. Guessing at many doors at once must not get more guesses.
        return isRight && saved.Succeeded ? new PasswordCheck(From(user), null) : new PasswordCheck(null, await users.IsLockedOutAsync(user) ? user.LockoutEnd : null);
    }

    private static IEnumerable<string> ProblemsOf(string email, string name)
    {
        if (email.Trim() is not { Length: >= 3 and <= AccountRules.MaxNameLength } address || address.Trim('@') != address || address.Count(letter => letter == '@') != 1 || address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            yield return "The e-mail address must look like name@example.com.";
        }

        if (name.Trim() is not { Length: >= 1 and <= AccountRules.MaxNameLength } called || called.Any(char.IsControl))
        {
            yield return $"A name is needed, of at most {AccountRules.MaxNameLength} characters.";
        }
    }

    private static AccountChange Change(UserRow user, IdentityResult result) =>
        result.Succeeded ? new AccountChange(From(user), []) : new AccountChange(null, [.. result.Errors.Select(Sentence).Distinct()]);

    private static string Sentence(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => "There is an account with this e-mail address already.",
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => "Somebody changed this account at the same moment. Try again.",
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => "The password needs at least five different characters.",
        _ => error.Description,
    };

    private static Account From(UserRow user) => new(user.Id, user.Email ?? "", user.Name);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
