namespace Telemetry.Query.Contracts;

/// <summary>The ingest keys of a project, the newest first.</summary>
public sealed record IngestKeyList(IReadOnlyList<IngestKeyItem> Items);

/// <summary>An ingest key.</summary>
/// <param name="Id">Decimal; the ledger counts by it.</param>
/// <param name="Project">The project's id.</param>
/// <param name="Name">What people call it; may be empty.</param>
/// <param name="Key">What clients send. No secret: it ships inside applications.</param>
/// <param name="Status"><c>active</c>; <c>replaced</c>, which works until <paramref name="RevokedAt"/>; or <c>revoked</c>.</param>
/// <param name="CreatedAt">RFC 3339, UTC.</param>
/// <param name="RevokedAt">From when on it does not work, RFC 3339, UTC; null when no end is set.</param>
public sealed record IngestKeyItem(string Id, string Project, string Name, string Key, string Status, string CreatedAt, string? RevokedAt);

/// <summary>Makes an ingest key.</summary>
/// <param name="Name">1 to 100 characters.</param>
public sealed record NewIngestKey(string? Name);

/// <summary>Replaces an ingest key by a new one.</summary>
/// <param name="GraceSeconds">How long the old one goes on working: 0 to 2,592,000, which are 30 days.</param>
public sealed record IngestKeyRotation(int GraceSeconds);

/// <summary>The API tokens, the newest first.</summary>
public sealed record ApiTokenList(IReadOnlyList<ApiTokenItem> Items);

/// <summary>An API token; never its text.</summary>
public sealed record ApiTokenItem
{
    /// <summary>Decimal.</summary>
    public required string Id { get; init; }

    /// <summary>What its maker calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The first 13 characters of its text.</summary>
    public required string Prefix { get; init; }

    /// <summary><c>read</c>, <c>write</c> or <c>admin</c>; each includes those before it.</summary>
    public required string Scope { get; init; }

    /// <summary>Id of the one project it is for; null: all.</summary>
    public required string? Project { get; init; }

    /// <summary><c>active</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Name of whoever made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string ExpiresAt { get; init; }

    /// <summary>To the minute, RFC 3339, UTC; null: never.</summary>
    public required string? LastUsedAt { get; init; }

    /// <summary>RFC 3339, UTC; null: not revoked.</summary>
    public required string? RevokedAt { get; init; }
}

/// <summary>Makes an API token.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Scope"><c>read</c>, <c>write</c> or <c>admin</c>.</param>
/// <param name="Project">Id of the one project it is for; null: all. An <c>admin</c> token is for all.</param>
/// <param name="ExpiresInDays">1 to 366.</param>
public sealed record NewApiToken(string? Name, string? Scope, string? Project, int ExpiresInDays);

/// <summary>A token that was just made.</summary>
/// <param name="Token">As it is listed from now on.</param>
/// <param name="Secret">Its text. Told this once: it is not kept.</param>
public sealed record CreatedApiToken(ApiTokenItem Token, string Secret);

/// <summary>Messages that could not be stored, oldest first, of all projects.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Total">How many there are.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetterItem> Items, long Total);

/// <summary>A message that could not be stored. Never its payload, which is users' data.</summary>
/// <param name="Id">A GUID.</param>
/// <param name="Lane">The lane it was in: <c>logs</c>, <c>spans</c> or <c>ledger</c>.</param>
/// <param name="DeadAt">When it was put aside, RFC 3339, UTC.</param>
/// <param name="Items">Items in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Reason">A sentence: what failed.</param>
/// <param name="Requests">What is in it; null in a list.</param>
public sealed record DeadLetterItem(string Id, string Lane, string DeadAt, int Items, long Bytes, string Reason, IReadOnlyList<DeadLetterRequest>? Requests);

/// <summary>One request in it.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Key">Id of the key it came with.</param>
/// <param name="Signal"><c>logs</c>, <c>spans</c> or <c>metrics</c>.</param>
/// <param name="ReceivedAt">RFC 3339, UTC.</param>
/// <param name="Items">Items in it.</param>
/// <param name="Bytes">Length of its payload.</param>
public sealed record DeadLetterRequest(string Project, string Key, string Signal, string ReceivedAt, int Items, int Bytes);

/// <summary>What was done with dead letters.</summary>
/// <param name="Id">Which.</param>
/// <param name="Done"><c>replayed</c> or <c>dropped</c>.</param>
public sealed record DeadLetterOutcome(string Id, string Done);
