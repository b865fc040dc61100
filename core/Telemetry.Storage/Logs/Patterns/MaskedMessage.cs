using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs.Patterns;

/// <summary>Messages that are the same once their numbers are left out.</summary>
/// <param name="Text">The first line, at most <see cref="LogPatternQuery.MaxMessageLength"/> characters, with <see cref="LogPatternReader.Variable"/> for each number.</param>
/// <param name="Count">How many.</param>
/// <param name="SeverityNumber">The highest of them.</param>
/// <param name="SeverityText">That record's.</param>
/// <param name="Services">At most <see cref="LogPatternQuery.MaxServices"/>.</param>
/// <param name="First">The oldest.</param>
/// <param name="Last">The newest.</param>
/// <param name="Example">One of the messages.</param>
internal sealed record MaskedMessage(
    string Text, long Count, int SeverityNumber, string SeverityText, IReadOnlyList<string> Services, UnixNanoseconds First, UnixNanoseconds Last, string Example);
