namespace Telemetry.Web.Api;

/// <summary>One call after another.</summary>
internal static class ApiAnswerContinuation
{
    /// <summary>Asks the next question with the first answer; a failure of the first is the failure of both.</summary>
    public static async Task<ApiAnswer<TNext>> ThenAsync<T, TNext>(this Task<ApiAnswer<T>> first, Func<T, Task<ApiAnswer<TNext>>> next)
        where T : class
        where TNext : class
    {
        var answer = await first;
        return answer.Failure is { } failure ? failure : await next(answer.Value ?? throw new InvalidOperationException("An answer without value or failure."));
    }

    /// <summary>Asks the next question when the first is answered, whatever the answer.</summary>
    public static async Task<ApiAnswer<TNext>> AfterAsync<T, TNext>(this Task<ApiAnswer<T>> first, Func<Task<ApiAnswer<TNext>>> next)
        where T : class
        where TNext : class
    {
        await first;
        return await next();
    }
}
