namespace Telemetry.Web.Api;

/// <summary>An answer of the query API, or why there is none: exactly one of the two is set.</summary>
public sealed record ApiAnswer<T>
    where T : class
{
    private ApiAnswer(T? value, ApiFailure? failure) => (Value, Failure) = (value, failure);

    /// <summary>The answer.</summary>
    public T? Value { get; }

    /// <summary>The reason.</summary>
    public ApiFailure? Failure { get; }

    public static implicit operator ApiAnswer<T>(T value) => new(value, null);

    public static implicit operator ApiAnswer<T>(ApiFailure failure) => new(null, failure);
}
