namespace Telemetry.Control.Tokens;

/// <summary>What a token allows; each includes those before it. Stored as text, in lower case: never rename one.</summary>
public enum TokenScope
{
    /// <summary>Look at everything of its projects.</summary>
    Read,

    /// <summary>Change what belongs to its projects, such as saved views.</summary>
    Write,

    /// <summary>Change the installation: keys, tokens, dead letters. Always for all projects.</summary>
    Admin,
}
