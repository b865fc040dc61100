using Microsoft.Data.Sqlite;

namespace Telemetry.Messaging.Sqlite;

/// <summary>Says in a sentence what is wrong with the file. Never a path: the sentence reaches clients.</summary>
internal static class SqliteFault
{
    public static string Describe(Exception exception) => exception is SqliteException sqlite
        ? Describe(sqlite.SqliteErrorCode)
        : "The directory of the queue cannot be made or entered.";

    // https://sqlite.org/rescode.html
    private static string Describe(int code) => code switch
    {
        5 or 6 => "Another process holds the queue file locked.",
        8 => "The queue file is read-only.",
        10 => "The disk failed to read or write the queue file.",
        11 => "The queue file is damaged: move it away, and the queue starts anew.",
        13 => "The disk is full.",
        14 => "The queue file cannot be opened.",
        26 => "The queue file is not a database: move it away, and the queue starts anew.",
        _ => $"The queue file cannot be written (SQLite error {code}).",
    };
}
