namespace Telemetry.Storage.Queries;

/// <summary>A statement that only reads, ready to send.</summary>
/// <param name="Text">SQL with <c>{name:Type}</c> placeholders.</param>
/// <param name="Parameters">Their values.</param>
internal sealed record SqlStatement(string Text, IReadOnlyList<SqlParameter> Parameters)
{
    /// <summary>For what reads few granules: handing them to further threads costs the engine more than they save.</summary>
    public static readonly IReadOnlyDictionary<string, object> OneThread = new Dictionary<string, object> { ["max_threads"] = 1 };

    /// <summary>Settings of this statement, which go before those every query gets.</summary>
    public IReadOnlyDictionary<string, object> Settings { get; init; } = new Dictionary<string, object>();
}
