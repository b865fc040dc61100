using Telemetry.Model.Times;

namespace Telemetry.Storage.Feedback;

/// <summary>A place in a list of feedback, which is ordered by time and, at one time, by id; the newest first.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Id">32 lower-case hex digits; empty: before all of that time.</param>
public readonly record struct FeedbackPlace(UnixNanoseconds Time, string Id);

/// <summary>A part of a list of feedback.</summary>
/// <param name="From">Nothing older.</param>
/// <param name="Before">Only what comes behind this place.</param>
/// <param name="Limit">How many at most.</param>
public readonly record struct FeedbackSlice(UnixNanoseconds From, FeedbackPlace Before, int Limit);
