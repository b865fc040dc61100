using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>What kind of failure: the page's advice depends on it.</summary>
public enum ApiFailureKind
{
    /// <summary>The query was not understood; <see cref="ApiFailure.Search"/> says where.</summary>
    BadQuery,

    /// <summary>Something else in the address is wrong: a time, a cursor.</summary>
    BadRequest,

    /// <summary>The token is not known any more.</summary>
    SignInNeeded,

    /// <summary>The token may not see this.</summary>
    Forbidden,

    /// <summary>No such project, trace or record.</summary>
    NotFound,

    /// <summary>Somebody else changed the same thing meanwhile.</summary>
    Conflict,

    /// <summary>The search would have needed more time or memory than one search may have.</summary>
    TooExpensive,

    /// <summary>Too many searches at once.</summary>
    Busy,

    /// <summary>The query API or the store behind it cannot be reached.</summary>
    Unavailable,

    /// <summary>No answer within <see cref="WebOptions.ApiTimeout"/>.</summary>
    TimedOut,

    /// <summary>An answer that makes no sense.</summary>
    Unexpected,
}

/// <summary>Why there is no answer.</summary>
/// <param name="Kind">What to advise.</param>
/// <param name="Message">A sentence for the user; empty when the kind says it all.</param>
/// <param name="Search">Set for <see cref="ApiFailureKind.BadQuery"/>.</param>
public sealed record ApiFailure(ApiFailureKind Kind, string Message, SearchError? Search = null)
{
    /// <summary>Lines of rules that are wrong; empty: it is not about rules.</summary>
    public IReadOnlyList<RuleProblemItem> Lines { get; init; } = [];
}
