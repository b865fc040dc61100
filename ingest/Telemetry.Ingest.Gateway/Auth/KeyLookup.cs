namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>What is known about a key.</summary>
/// <param name="Status">Whether it is valid.</param>
/// <param name="Key">Set when it is.</param>
internal readonly record struct KeyLookup(KeyStatus Status, AdmittedKey? Key)
{
    /// <summary>Not a key, or not any more.</summary>
    public static KeyLookup Unknown { get; } = new(KeyStatus.Unknown, null);

    /// <summary>Cannot be told now.</summary>
    public static KeyLookup Unavailable { get; } = new(KeyStatus.Unavailable, null);
}

/// <summary>Whether a key is valid.</summary>
internal enum KeyStatus
{
    /// <summary>It is.</summary>
    Valid,

    /// <summary>It is unknown or revoked.</summary>
    Unknown,

    /// <summary>The database cannot be asked, or too many unknown keys are being asked about.</summary>
    Unavailable,
}
