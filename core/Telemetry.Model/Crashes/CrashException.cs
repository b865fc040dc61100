namespace Telemetry.Model.Crashes;

/// <summary>One exception of a crash. The list is flat; <see cref="ParentId"/> and <see cref="Source"/> make it the tree it was.</summary>
public sealed record CrashException
{
    /// <summary>How an exception is linked to the one it caused.</summary>
    public const string Cause = "__cause__";

    /// <summary>How an exception is linked to the one raised while it was handled.</summary>
    public const string Context = "__context__";

    /// <summary>Unique in the crash.</summary>
    public required int Id { get; init; }

    /// <summary>The exception that came of this one, or the group this one is in. Null for the one that ended it all, which comes first.</summary>
    public int? ParentId { get; init; }

    /// <summary><see cref="Cause"/>, <see cref="Context"/> or <c>exceptions[i]</c>; null for the first, or when the client did not say.</summary>
    public string? Source { get; init; }

    /// <summary>The module of the type; null for a builtin, or when unknown.</summary>
    public string? Module { get; init; }

    /// <summary>The name of the type, without its module.</summary>
    public string? Type { get; init; }

    /// <summary>The message; null when there was none.</summary>
    public string? Value { get; init; }

    /// <summary>What <c>add_note</c> added.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What caught it: <c>excepthook</c>, <c>logging</c>, <c>threading</c>; null when unknown.</summary>
    public string? Mechanism { get; init; }

    /// <summary>False when nobody caught it; null when the client did not say.</summary>
    public bool? Handled { get; init; }

    /// <summary>Whether it is a group of exceptions.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Where it was raised.</summary>
    public CrashStack Stack { get; init; } = CrashStack.Empty;

    /// <summary>Module and type with a dot between; the type alone for builtins. Empty when nothing is known.</summary>
    public string QualifiedType => Module is null or "builtins" ? Type ?? "" : $"{Module}.{Type}";
}
