namespace Telemetry.Storage.Queries;

/// <summary>A statement that only reads, ready to send.</summary>
/// <param name="Text">SQL with <c>{name:Type}</c> placeholders.</param>
/// <param name="Parameters">Their values.</param>
internal sealed record SqlStatement(string Text, IReadOnlyList<SqlParameter> Parameters)
{
    /// <summary>Settings of this statement, beside those every query gets.</summary>
    public IReadOnlyDictionary<string, object> Settings { get; init; } = new Dictionary<string, object>();
}
