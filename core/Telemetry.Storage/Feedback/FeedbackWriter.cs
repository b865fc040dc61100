using Telemetry.Storage.Native;

namespace Telemetry.Storage.Feedback;

/// <summary>Writes <c>user_feedback</c>.</summary>
public sealed class FeedbackWriter(NativeInsertClient client) : BlockWriter<FeedbackBlock>(client);
