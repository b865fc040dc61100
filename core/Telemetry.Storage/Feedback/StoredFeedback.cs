using Telemetry.Model.Times;

namespace Telemetry.Storage.Feedback;

/// <summary>What somebody wrote. All texts come from outside, and may be empty.</summary>
/// <param name="Id">32 lower-case hex digits.</param>
/// <param name="EventId">What it is about; empty: no event.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Name">Who.</param>
/// <param name="Email">Where to answer.</param>
/// <param name="Comments">What.</param>
/// <param name="Url">The page it was written on.</param>
/// <param name="Release">The version.</param>
/// <param name="Environment">For example <c>production</c>.</param>
public sealed record StoredFeedback(string Id, string EventId, UnixNanoseconds Time, string Name, string Email, string Comments, string Url, string Release, string Environment);
