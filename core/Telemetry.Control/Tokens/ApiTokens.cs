using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Tokens;

/// <summary>A token as it is listed: never its text.</summary>
/// <param name="Id">Never reused.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Prefix">The start of its text, so that it can be told from others.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="Project">The one project it is for; null: all.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Times">When what happened to it.</param>
public sealed record ApiToken(long Id, string Name, string Prefix, TokenScope Scope, ProjectId? Project, string CreatedBy, ApiTokenTimes Times);

/// <summary>When what happened to a token.</summary>
public sealed record ApiTokenTimes(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>A token that was just made.</summary>
/// <param name="Token">What it is from now on.</param>
/// <param name="Text">The secret. Told once: only its hash is kept.</param>
public sealed record NewApiToken(ApiToken Token, string Text);

/// <summary>Makes, lists and revokes API tokens.</summary>
public sealed class ApiTokens
{
    internal const string Prefix = "tapi_";

    private const int MaxListed = 1000;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal ApiTokens(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Makes one. The project must exist; an administrator's token has none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<NewApiToken> CreateAsync(string name, TokenScope scope, ProjectId? project, TimeSpan lifetime, ApiTokenGrant maker, CancellationToken cancellationToken)
    {
        string text = TokenText.Create(Prefix);
        DateTimeOffset now = _time.GetUtcNow();
        var row = new ApiTokenRow
        {
            Name = name,
            Prefix = text[..(Prefix.Length + TokenText.ShownDigits)],
            TokenHash = TokenText.Hash(text),
            Scope = scope.ToString().ToLowerInvariant(),
            ProjectId = project?.Value,
            Owner = maker.Owner,
            CreatedBy = maker.Name,
            CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
            ExpiresAtMilliseconds = (now + lifetime).ToUnixTimeMilliseconds(),
        };
        await _database.AskAsync(
            (context, token) =>
            {
                context.ApiTokens.Add(row);
                return context.SaveChangesAsync(token);
            },
            cancellationToken);
        return new NewApiToken(From(row), text);
    }

    /// <summary>The newest first, also those that no longer work.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken)
    {
        List<ApiTokenRow> rows = await _database.AskAsync(
            (context, token) => context.ApiTokens.AsNoTracking().OrderByDescending(row => row.Id).Take(MaxListed).ToListAsync(token), cancellationToken);
        return [.. rows.Select(From)];
    }

    /// <summary>Ends a token for good, at once. False when it is unknown or was revoked before.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<bool> RevokeAsync(long id, CancellationToken cancellationToken)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return await _database.AskAsync(
            (context, token) => context.ApiTokens.Where(row => row.Id == id && row.RevokedAtMilliseconds == null)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.RevokedAtMilliseconds, now), token),
            cancellationToken) > 0;
    }

    private static ApiToken From(ApiTokenRow row) => new(
        row.Id,
        row.Name,
        row.Prefix,
        Enum.Parse<TokenScope>(row.Scope, ignoreCase: true),
        row.ProjectId is { } project ? new ProjectId(checked((uint)project)) : null,
        row.CreatedBy,
        new ApiTokenTimes(Time(row.CreatedAtMilliseconds), Time(row.ExpiresAtMilliseconds), Time(row.LastUsedAtMilliseconds), Time(row.RevokedAtMilliseconds)));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? Time(known) : null;
}
