namespace Telemetry.Model.Issues;

/// <summary>One crash, as far as its issue is concerned. Texts that are too long are cut, and whatever a database cannot keep is taken out of them.</summary>
public sealed record CrashSighting
{
    /// <summary>Must exist.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The key under the current version of the algorithm first, then those under older ones; at least one.</summary>
    public required IReadOnlyList<GroupingKey> Keys { get; init; }

    /// <summary>What the issue is called when this crash makes it: <c>ValueError: no such currency</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Qualified type of the exception; empty for none.</summary>
    public required string Type { get; init; }

    /// <summary>Where it happened: <c>shop.cart.checkout</c>; empty when unknown.</summary>
    public required string Culprit { get; init; }

    /// <summary><c>fatal</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Null: the crash named none.</summary>
    public string? Release { get; init; }

    /// <summary>Null: the crash named none.</summary>
    public string? Environment { get; init; }

    /// <summary>When it happened, corrected for a client's wrong clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the gateway got it; never changes when the crash is handled again.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What ownership rules look at.</summary>
    public OwnershipSubject Ownership { get; init; } = OwnershipSubject.None;
}
