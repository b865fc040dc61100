namespace Telemetry.Model.Crashes.Documents;

/// <summary>Kinds and levels as they are written.</summary>
public static class CrashNames
{
    private static readonly (string Name, CrashKind Kind)[] Kinds =
    [
        ("exception", CrashKind.Exception),
        ("message", CrashKind.Message),
        ("native", CrashKind.Native),
        ("out_of_memory", CrashKind.OutOfMemory),
        ("hang", CrashKind.Hang),
        ("vanished", CrashKind.Vanished),
    ];

    private static readonly (string Name, CrashLevel Level)[] Levels =
    [
        ("debug", CrashLevel.Debug),
        ("info", CrashLevel.Info),
        ("warning", CrashLevel.Warning),
        ("error", CrashLevel.Error),
        ("fatal", CrashLevel.Fatal),
        ("trace", CrashLevel.Debug),
        ("log", CrashLevel.Info),
        ("warn", CrashLevel.Warning),
        ("critical", CrashLevel.Fatal),
    ];

    /// <summary>The kind's name.</summary>
    public static string NameOf(CrashKind kind) => Kinds.First(entry => entry.Kind == kind).Name;

    /// <summary>The level's name.</summary>
    public static string NameOf(CrashLevel level) => Levels.First(entry => entry.Level == level).Name;

    /// <summary>The kind of that name; null for an unknown one.</summary>
    public static CrashKind? KindOf(string? name) =>
        Array.FindIndex(Kinds, entry => entry.Name == name) is >= 0 and int index ? Kinds[index].Kind : null;

    /// <summary>The level of that name, in any case; null for an unknown one.</summary>
    public static CrashLevel? LevelOf(string? name) =>
        Array.FindIndex(Levels, entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and int index
            ? Levels[index].Level
            : null;
}
