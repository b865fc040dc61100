namespace Telemetry.Storage.Native;

/// <summary>An insert that is not known to be stored. The same block under the same token may be sent again at any time.</summary>
/// <param name="code">ClickHouse's error code; null when no answer came.</param>
/// <param name="message">A sentence for the log, without data of the rows.</param>
/// <param name="cause">What the transport said, if anything.</param>
public sealed class InsertFailedException(int? code, string message, Exception? cause = null) : Exception(message, cause)
{
    // Repeating cannot help: the tables, the rights or our own bytes are wrong, and somebody has to change something first.
    private static readonly HashSet<int> LastingCodes =
    [
        16, // NO_SUCH_COLUMN_IN_TABLE
        33, // CANNOT_READ_ALL_DATA
        47, // UNKNOWN_IDENTIFIER
        50, // UNKNOWN_TYPE
        53, // TYPE_MISMATCH
        60, // UNKNOWN_TABLE
        62, // SYNTAX_ERROR
        81, // UNKNOWN_DATABASE
        115, // UNKNOWN_SETTING
        117, // INCORRECT_DATA
        497, // ACCESS_DENIED
        516, // AUTHENTICATION_FAILED
    ];

    /// <summary>ClickHouse's error code; null when no answer came.</summary>
    public int? Code { get; } = code;

    /// <summary>Whether waiting may help.</summary>
    public bool IsRetryable => Code is not { } number || !LastingCodes.Contains(number);
}
