using System.Collections.Frozen;

namespace Telemetry.Model.Logs;

/// <summary>OpenTelemetry's severity numbers, 1 to 24, four to a name; and the texts that loggers write instead of a number.</summary>
public static class Severity
{
    /// <summary>The name of a record that tells no level.</summary>
    public const string Unset = "unset";

    /// <summary>The highest number.</summary>
    public const int Highest = 24;

    /// <summary>1 to 4 are <c>trace</c>, 5 to 8 <c>debug</c>, and so on.</summary>
    public const int NumbersPerName = 4;

    /// <summary>From the lowest to the highest.</summary>
    public static IReadOnlyList<string> Names { get; } = ["trace", "debug", "info", "warn", "error", "fatal"];

    /// <summary>Texts in lower case, each with the first number of its level: those of Python's logging, syslog and .NET.</summary>
    public static IReadOnlyDictionary<string, int> Texts { get; } = new Dictionary<string, int>
    {
        ["trace"] = 1,
        ["verbose"] = 1,
        ["debug"] = 5,
        ["info"] = 9,
        ["information"] = 9,
        ["informational"] = 9,
        ["notice"] = 9,
        ["warn"] = 13,
        ["warning"] = 13,
        ["error"] = 17,
        ["err"] = 17,
        ["fatal"] = 21,
        ["critical"] = 21,
        ["crit"] = 21,
        ["alert"] = 21,
        ["emerg"] = 21,
        ["emergency"] = 21,
        ["panic"] = 21,
    }.ToFrozenDictionary();

    /// <summary>A record's level by name: from the number when there is one, else from the text, else <see cref="Unset"/>.</summary>
    /// <param name="number">0: none. Above 24: the highest.</param>
    /// <param name="text">As the application wrote it.</param>
    public static string NameOf(int number, string text)
    {
        int known = number > 0 ? Math.Min(number, Highest) : Texts.GetValueOrDefault(text.ToLowerInvariant());
        return known == 0 ? Unset : Names[(known - 1) / NumbersPerName];
    }
}
